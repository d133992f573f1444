import { declareScopes } from "../platform/scopes.ts";

declareScopes({
  "tracking:write": {
    allows: "to record events and read the active session, the day and `workSessionChanged`",
    within: "write",
  },
});
