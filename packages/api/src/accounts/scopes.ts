import { declareScopes } from "../platform/guards/scopes.ts";

declareScopes({
  // Who may change everything reads what the changes answer, and needs the ids of what to change.
  READ: { allows: "Reading all of the person's data.", within: "WRITE" },
  WRITE: { allows: "Changing all of the person's data, except logins and tokens." },
});
