import { declareScopes } from "../platform/scopes.ts";

declareScopes({
  "timers:write": { allows: "to read tasks and run their timers: a widget has both", within: "write" },
});
