import type { Example } from "../platform/http/example.ts";

export const ACCOUNT_EXAMPLES: readonly Example[] = [
  {
    query: `# Who am I? null: nobody is signed in.
# A token for the field above comes from Settings, or from the mutation continueAsGuest.
query WhoAmI {
  viewer {
    id
    kind
    firstName
    timezone
  }
}
`,
  },
];
