import type { Example } from "../platform/http/example.ts";

export const HABIT_EXAMPLES: readonly Example[] = [
  {
    query: `# Every habit with its goal, its streak and its last seven days.
query Habits {
  viewer {
    habits(filter: { archived: false }, first: 20) {
      nodes {
        id
        name
        goal {
          kind
          minutes
        }
        streak {
          current
          best
          unit
        }
        stats(span: { days: 7 }) {
          totalMinutes
        }
      }
    }
  }
}
`,
  },
];
