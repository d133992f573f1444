import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { breachesIn, overfullFolders } from "./house/breaches.ts";
import { readSource } from "./house/source-file.ts";
import { filesBelow, sourcesBelow, textOf } from "./house/walk.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Breaches in a repository that contains only these files. */
const breachesOf = (files: Record<string, string>) =>
  breachesIn(Object.entries(files).map(([path, text]) => readSource(path, text)));

describe("the repository", () => {
  const folders = ["packages", "test", "bench", "e2e", "scripts"];
  const paths = folders.flatMap((folder) => sourcesBelow(root, folder));

  it("follows its import table and its rules", () => {
    expect(breachesIn(paths.map((path) => readSource(path, textOf(root, path))))).toEqual([]);
  });

  it("has no folder with too many files", () => {
    expect(overfullFolders([...folders, "docs"].flatMap((folder) => filesBelow(root, folder)))).toEqual([]);
  });

  it("is the code that the check reads", () => {
    expect(paths).toContain("packages/domain/src/tracking/pace.ts");
    expect(paths.length).toBeGreaterThan(50);
  });
});

describe("the checker finds", () => {
  it.each([
    [
      "a domain that reads files",
      "packages/domain/src/time/zones.ts",
      `import { readFileSync } from "node:fs";`,
      "is pure",
    ],
    [
      "a rule that imports a downstream room",
      "packages/domain/src/tracking/pace.ts",
      `import { a } from "../focus/snr.ts";`,
      "not upstream",
    ],
    [
      "a ground rule that imports a room",
      "packages/domain/src/time/zones.ts",
      `import { a } from "../tracking/pace.ts";`,
      "not upstream",
    ],
    [
      "a domain that imports the server",
      "packages/domain/src/time/zones.ts",
      `import { a } from "@pacekeeper/api/main";`,
      "no other package",
    ],
    [
      "a platform that imports a room",
      "packages/api/src/platform/http/server.ts",
      `import { a } from "../../accounts/login.ts";`,
      "does not import rooms",
    ],
    [
      "a service that imports the builder",
      "packages/api/src/tracking/session.ts",
      `import { builder } from "../platform/builder.ts";`,
      "does not import the builder",
    ],
    [
      "a service that imports its GraphQL types",
      "packages/api/src/tracking/session.ts",
      `import { a } from "./session.graphql.ts";`,
      "does not import its GraphQL types",
    ],
    [
      "a service that imports a GraphQL package",
      "packages/api/src/tracking/session.ts",
      `import { GraphQLError } from "graphql";`,
      "does not import GraphQL",
    ],
    [
      "a service that imports a downstream room",
      "packages/api/src/accounts/login.ts",
      `import { a } from "../tracking/session.ts";`,
      "not upstream",
    ],
    [
      "GraphQL types that import an upstream service",
      "packages/api/src/tasks/task.graphql.ts",
      `import { a } from "../tracking/session.ts";`,
      "not the service",
    ],
    [
      "GraphQL types that import the database",
      "packages/api/src/tracking/session.graphql.ts",
      `import { a } from "../platform/database/open.ts";`,
      "through their service",
    ],
    [
      "a database client outside platform and services",
      "packages/api/src/main.ts",
      `import { PrismaClient } from "./generated/prisma/client.ts";`,
      "belongs to platform",
    ],
    [
      "production code that imports test code",
      "packages/api/src/tracking/session.ts",
      `import { a } from "../testing/database.ts";`,
      "only tests",
    ],
    [
      "a feature that imports another",
      "packages/web/src/tracking/Today.tsx",
      `import { a } from "../accounts/login.ts";`,
      "never imports another",
    ],
    [
      "a ui component that imports a domain",
      "packages/web/src/ui/Button.tsx",
      `import { a } from "@pacekeeper/domain/tracking/pace";`,
      "only time and ids",
    ],
    [
      "a dashboard that imports the server",
      "packages/web/src/lib/client.ts",
      `import { a } from "@pacekeeper/api/schema";`,
      "never api",
    ],
    [
      "a widget that imports the dashboard",
      "packages/widget/src/embed.ts",
      `import { a } from "@pacekeeper/web/app";`,
      "never web",
    ],
    [
      "a widget with a dependency",
      "packages/widget/src/embed.ts",
      `import { render } from "solid-js/web";`,
      "nothing but",
    ],
    [
      "a package imported by path",
      "packages/web/src/lib/clock.ts",
      `import { a } from "../../../domain/src/time/duration.ts";`,
      "by its name",
    ],
    [
      "an import without its extension",
      "packages/web/src/lib/clock.ts",
      `import { a } from "./paths";`,
      "extension",
    ],
    [
      "a forbidden import that is only re-exported",
      "packages/domain/src/time/zones.ts",
      `export { a } from "node:fs";`,
      "is pure",
    ],
    [
      "a forbidden dynamic import",
      "packages/domain/src/time/zones.ts",
      `export const a = () => import("node:fs");`,
      "is pure",
    ],
    [
      "a rule that reads the clock",
      "packages/domain/src/time/zones.ts",
      `export const a = () => Date.now();`,
      "Date.now",
    ],
    [
      "a rule that creates a date of now",
      "packages/domain/src/time/zones.ts",
      `export const a = () => new Date();`,
      "new Date()",
    ],
    [
      "a rule that uses random numbers",
      "packages/domain/src/time/zones.ts",
      `export const a = () => Math.random();`,
      "Math.random",
    ],
    ["a default export", "packages/api/src/tracking/session.ts", `export default 1;`, "default export"],
    [
      "a file name that says nothing",
      "packages/web/src/lib/date-utils.ts",
      `export const a = 1;`,
      "says what is inside",
    ],
    ["a file that is too long", "packages/web/src/lib/long.ts", "export {};\n".repeat(351), "351 lines"],
  ])("%s", (_, path, text, reason) => {
    const breaches = breachesOf({ [path]: text });
    expect(breaches).toHaveLength(1);
    expect(breaches[0]).toContain(path);
    expect(breaches[0]).toContain(reason);
  });

  it("a folder with more than 40 files, not counting those of its subfolders", () => {
    const inA = Array.from({ length: 40 }, (_, index) => `a/${index}.ts`);
    expect(overfullFolders([...inA, "a/b/c.ts"])).toEqual([]);
    expect(overfullFolders([...inA, "a/style.css"])).toEqual(["a has 41 files; the maximum is 40."]);
  });

  it("a polyfill that reaches the browser indirectly", () => {
    const breaches = breachesOf({
      "packages/domain/src/time/zones.ts": `import { Temporal } from "temporal-polyfill"; export const a = Temporal;`,
      "packages/domain/src/tracking/live.ts": `import { a } from "../time/zones.ts"; export const b = a;`,
      "packages/widget/src/embed.ts": `import { b } from "@pacekeeper/domain/tracking/live"; export const c = b;`,
    });
    expect(breaches).toEqual([
      "packages/widget/src/embed.ts imports @pacekeeper/domain/tracking/live: it brings the Temporal polyfill to the browser.",
    ]);
  });
});

describe("the checker allows", () => {
  it.each([
    [
      "a service to import its rules, its errors and upstream services",
      "packages/api/src/tracking/session.ts",
      `import "@pacekeeper/domain/tracking/pace"; import "./errors.ts"; import "../accounts/user.ts"; import "../generated/prisma/client.ts";`,
    ],
    [
      "GraphQL types to import their service, the builder and upstream GraphQL types",
      "packages/api/src/tracking/session.graphql.ts",
      `import "./session.ts"; import "../platform/builder.ts"; import "../accounts/user.graphql.ts";
       import type { User } from "../generated/prisma/client.ts"; export type A = User;`,
    ],
    [
      "a page to import its features",
      "packages/web/src/pages/today.tsx",
      `import "../tracking/Today.tsx"; import "../accounts/login.ts"; export default 1;`,
    ],
    [
      "a test to import test code",
      "packages/api/src/tracking/session.test.ts",
      `import "../testing/database.ts"; import "../main.ts";`,
    ],
    [
      "a rule to create a date from a given time",
      "packages/domain/src/time/zones.ts",
      `export const a = (now: number) => new Date(now);`,
    ],
    [
      "a comment to contain anything",
      "packages/domain/src/time/zones.ts",
      `// Date.now() and import "node:fs"\nexport const a = "Date.now()";`,
    ],
    [
      "the browser to import only a type from code that uses the polyfill",
      "packages/web/src/lib/clock.ts",
      `import type { Day } from "@pacekeeper/domain/time/zones"; export type A = Day;`,
    ],
  ])("%s", (_, path, text) => {
    const polyfilled = `import { Temporal } from "temporal-polyfill"; export type Day = Temporal.PlainDate;`;
    expect(breachesOf({ "packages/domain/src/time/zones.ts": polyfilled, [path]: text })).toEqual([]);
  });
});
