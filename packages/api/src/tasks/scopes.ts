import { declareScopes } from "../platform/guards/scopes.ts";

declareScopes({
  TIMERS_WRITE: {
    allows: "Running timers, and reading tasks and timers, as the widget does.",
    within: "WRITE",
  },
});
