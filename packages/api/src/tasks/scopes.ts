import { declareScopes } from "../platform/scopes.ts";

declareScopes({
  "timers:write": { allows: "to read tasks and run their timers, as widgets do", within: "write" },
});
