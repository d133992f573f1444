import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { breachesIn } from "./house/breaches.ts";
import { readSource } from "./house/source-file.ts";
import { sourcesBelow, textOf } from "./house/walk.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Breaches of a repository that has just these files. */
const breachesOf = (files: Record<string, string>) =>
  breachesIn(Object.entries(files).map(([path, text]) => readSource(path, text)));

describe("the house", () => {
  const paths = ["packages", "test", "bench", "e2e", "scripts"].flatMap((folder) =>
    sourcesBelow(root, folder),
  );

  it("holds to its import table and its rules", () => {
    expect(breachesIn(paths.map((path) => readSource(path, textOf(root, path))))).toEqual([]);
  });

  it("is what is looked at", () => {
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
      "a rule that uses one downstream",
      "packages/domain/src/tracking/pace.ts",
      `import { a } from "../focus/snr.ts";`,
      "not upstream",
    ],
    [
      "a ground rule that uses a room",
      "packages/domain/src/time/zones.ts",
      `import { a } from "../tracking/pace.ts";`,
      "not upstream",
    ],
    [
      "a domain that knows the server",
      "packages/domain/src/time/zones.ts",
      `import { a } from "@pacekeeper/api/main";`,
      "no other package",
    ],
    [
      "a platform that knows a room",
      "packages/api/src/platform/http/server.ts",
      `import { a } from "../../accounts/login.ts";`,
      "knows no room",
    ],
    [
      "a service that knows the builder",
      "packages/api/src/tracking/session.ts",
      `import { builder } from "../platform/builder.ts";`,
      "does not know the builder",
    ],
    [
      "a service that knows its types",
      "packages/api/src/tracking/session.ts",
      `import { a } from "./session.graphql.ts";`,
      "does not know its GraphQL types",
    ],
    [
      "a service that speaks GraphQL",
      "packages/api/src/tracking/session.ts",
      `import { GraphQLError } from "graphql";`,
      "knows nothing of GraphQL",
    ],
    [
      "a service that uses one downstream",
      "packages/api/src/accounts/login.ts",
      `import { a } from "../tracking/session.ts";`,
      "not upstream",
    ],
    [
      "types that pass over an upstream service",
      "packages/api/src/tasks/task.graphql.ts",
      `import { a } from "../tracking/session.ts";`,
      "not the service",
    ],
    [
      "types that reach the database",
      "packages/api/src/tracking/session.graphql.ts",
      `import { a } from "../platform/database/open.ts";`,
      "through their service",
    ],
    [
      "a database client outside services",
      "packages/api/src/main.ts",
      `import { PrismaClient } from "./generated/prisma/client.ts";`,
      "belongs to platform",
    ],
    [
      "code that needs what is made for tests",
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
      "a ui part that knows the domain",
      "packages/web/src/ui/Button.tsx",
      `import { a } from "@pacekeeper/domain/tracking/pace";`,
      "free of the domain",
    ],
    [
      "a dashboard that knows the server",
      "packages/web/src/lib/client.ts",
      `import { a } from "@pacekeeper/api/schema";`,
      "never api",
    ],
    [
      "a widget that knows the dashboard",
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
      "a package taken by a path",
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
      "an import that is only re-exported",
      "packages/domain/src/time/zones.ts",
      `export { a } from "node:fs";`,
      "is pure",
    ],
    [
      "an import at run time",
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
      "a rule that makes a date of now",
      "packages/domain/src/time/zones.ts",
      `export const a = () => new Date();`,
      "new Date()",
    ],
    [
      "a rule that rolls dice",
      "packages/domain/src/time/zones.ts",
      `export const a = () => Math.random();`,
      "Math.random",
    ],
    ["a default export", "packages/api/src/tracking/session.ts", `export default 1;`, "default export"],
    ["a drawer", "packages/web/src/lib/date-utils.ts", `export const a = 1;`, "says what is inside"],
    ["a file that is too long", "packages/web/src/lib/long.ts", "export {};\n".repeat(351), "351 lines"],
  ])("%s", (_, path, text, reason) => {
    const breaches = breachesOf({ [path]: text });
    expect(breaches).toHaveLength(1);
    expect(breaches[0]).toContain(path);
    expect(breaches[0]).toContain(reason);
  });

  it("a polyfill that reaches the browser by a detour", () => {
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
      "a service its rules, its errors and upstream services",
      "packages/api/src/tracking/session.ts",
      `import "@pacekeeper/domain/tracking/pace"; import "./errors.ts"; import "../accounts/user.ts"; import "../generated/prisma/client.ts";`,
    ],
    [
      "types their service, the builder and upstream types",
      "packages/api/src/tracking/session.graphql.ts",
      `import "./session.ts"; import "../platform/builder.ts"; import "../accounts/user.graphql.ts";
       import type { User } from "../generated/prisma/client.ts"; export type A = User;`,
    ],
    [
      "a page its features",
      "packages/web/src/pages/today.tsx",
      `import "../tracking/Today.tsx"; import "../accounts/login.ts"; export default 1;`,
    ],
    [
      "a test what is made for tests",
      "packages/api/src/tracking/session.test.ts",
      `import "../testing/database.ts"; import "../main.ts";`,
    ],
    [
      "a rule a date of a given time",
      "packages/domain/src/time/zones.ts",
      `export const a = (now: number) => new Date(now);`,
    ],
    [
      "a comment any word",
      "packages/domain/src/time/zones.ts",
      `// Date.now() and import "node:fs"\nexport const a = "Date.now()";`,
    ],
    [
      "the browser a type of the polyfill's rules",
      "packages/web/src/lib/clock.ts",
      `import type { Day } from "@pacekeeper/domain/time/zones"; export type A = Day;`,
    ],
  ])("%s", (_, path, text) => {
    const polyfilled = `import { Temporal } from "temporal-polyfill"; export type Day = Temporal.PlainDate;`;
    expect(breachesOf({ "packages/domain/src/time/zones.ts": polyfilled, [path]: text })).toEqual([]);
  });
});
