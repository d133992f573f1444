import { type Example, NEW_UUID } from "../platform/http/example.ts";

export const TRACKING_EXAMPLES: readonly Example[] = [
  {
    query: `# The present state first, then every change: leave it running, and press Next in the other tab.
subscription FollowWork {
  workSessionChanged {
    kind
    deletedId
    session {
      key
      version
      isPaused
      questionCount
      currentQuestion {
        index
        startedAt
      }
    }
  }
}
`,
  },
  {
    query: `# Starts the first or the next question. The same clientEventId again records nothing more.
mutation PressNext($clientEventId: UUID!) {
  recordEvent(input: { type: NEXT, clientEventId: $clientEventId }) {
    __typename
    ... on RecordEventPayload {
      replayed
      session {
        key
        questionCount
      }
    }
    ... on Error {
      code
      message
    }
  }
}
`,
    variables: { clientEventId: NEW_UUID },
  },
];
