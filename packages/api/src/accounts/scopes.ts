import { declareScopes } from "../platform/scopes.ts";

declareScopes({
  read: { allows: "to read all of the person's data" },
  write: { allows: "to change it, except logins and tokens" },
  // Until devices have their own room.
  device: { allows: "to report as a device" },
});
