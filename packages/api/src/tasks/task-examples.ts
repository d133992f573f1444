import type { Example } from "../platform/http/example.ts";

export const TASK_EXAMPLES: readonly Example[] = [
  {
    query: `# A task with a countdown of 25 minutes. startTimer starts it.
mutation CreateTask($title: String!) {
  createTask(input: { title: $title, timerSeconds: 1500 }) {
    __typename
    ... on CreateTaskPayload {
      task {
        id
        title
        timer {
          status
          lengthSeconds
        }
      }
    }
    ... on Error {
      code
      message
    }
  }
}
`,
    variables: { title: "Ads review" },
  },
];
