import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { hasRelease, unexplainedChanges } from "./schema-changes.ts";
import { textOf } from "./walk.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const released = "packages/schema/released.graphql";
const changelog = textOf(root, "CHANGELOG.md");

describe("the public schema", () => {
  it("is kept as it was released, and changes only as the changelog says", () => {
    const isReleased = existsSync(`${root}${released}`);
    expect(isReleased).toBe(hasRelease(changelog));
    if (!isReleased) return;
    const present = textOf(root, "packages/schema/schema.graphql");
    expect(unexplainedChanges(textOf(root, released), present, changelog)).toEqual([]);
  });
});

describe("the comparison with the released schema", () => {
  const before = `
    type Query { task(id: ID!): Task tasks(open: Boolean): [Task!]! }
    type Task { id: ID! title: String! state: State! notes(first: Int = 10): [String!]! }
    enum State { OPEN DONE }
    union Result = Task | Gone
    type Gone { id: ID! }
    input NewTask { title: String! }`;
  const entries = (...lines: string[]) =>
    `# Changelog\n\n## [Unreleased]\n\n### Fixed\n\n- \`Task.title\` again.\n\n### Schema\n\n${lines.join("\n")}\n\n## [0.1.0] - 2027-01-01\n\n### Schema\n\n- \`Task.title\` is shorter.\n`;
  const changed = (from: string, to: string) => {
    expect(before).toContain(from);
    return before.replace(from, to);
  };
  const unexplained = (from: string, to: string, ...lines: string[]) =>
    unexplainedChanges(before, changed(from, to), entries(...lines));

  it("finds nothing in what is the same, and in what is only added", () => {
    expect(unexplainedChanges(before, before, entries())).toEqual([]);
    expect(unexplained("title: String! state", "title: String! length: Float state")).toEqual([]);
  });

  it.each([
    ["a removed field", "title: String! state", "state", "Task.title was removed.", "Task.title"],
    [
      "another type",
      "title: String! state",
      "title: String state",
      "Task.title changed type from String! to String.",
      "Task.title",
    ],
    ["a removed enum value", "OPEN DONE", "OPEN", "DONE was removed from enum type State.", "State.DONE"],
    ["a new enum value", "OPEN DONE", "OPEN DONE LATE", "LATE was added to enum type State.", "State.LATE"],
    ["a removed member", "Task | Gone", "Task", "Gone was removed from union type Result.", "Result"],
    ["a removed argument", "(open: Boolean)", "", "Query.tasks arg open was removed.", "Query.tasks(open:)"],
    [
      "another default",
      "first: Int = 10",
      "first: Int = 20",
      "Task.notes arg first has changed defaultValue from 10 to 20.",
      "Task.notes",
    ],
    [
      "a new required input field",
      "input NewTask { title: String! }",
      "input NewTask { title: String! key: ID! }",
      "A required field key on input type NewTask was added.",
      "NewTask.key",
    ],
  ])("wants an entry for %s", (_, from, to, description, element) => {
    expect(unexplained(from, to, "- Something else about `Query.task`.")).toEqual([description]);
    expect(unexplained(from, to, `- \`${element}\` is not what it was.`)).toEqual([]);
  });

  it("does not count the same name without code marks, under another heading, or in an older version", () => {
    expect(unexplained("title: String! state", "state", "- Task.title is gone.")).toEqual([
      "Task.title was removed.",
    ]);
  });

  it("wants an entry for each change", () => {
    const other = changed("title: String! state", "state").replace("OPEN DONE", "OPEN");
    expect(unexplainedChanges(before, other, entries("- `Task.title` is gone."))).toEqual([
      "DONE was removed from enum type State.",
    ]);
  });

  it("knows a changelog with a release", () => {
    expect(hasRelease(entries())).toBe(true);
    expect(hasRelease("## [Unreleased]\n\n## Words")).toBe(false);
  });
});
