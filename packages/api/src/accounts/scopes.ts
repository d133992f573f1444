import { declareScopes } from "../platform/scopes.ts";

declareScopes({
  read: { allows: "everything the person has" },
  write: { allows: "it, but no logins and tokens" },
  // Until devices have a room of their own.
  device: { allows: "to report as a device" },
});
