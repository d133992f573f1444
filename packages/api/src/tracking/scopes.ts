import { declareScopes } from "../platform/guards/scopes.ts";

declareScopes({
  TRACKING_WRITE: {
    allows: "Recording events, and reading the active session, today and yesterday, as the widget does.",
    within: "WRITE",
  },
});
