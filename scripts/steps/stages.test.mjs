import { existsSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { inRoot, packageNames } from "./paths.mjs";
import { typeStages } from "./stages.mjs";

test("every folder with a tsconfig.json has a stage that checks its types", () => {
  const folders = readdirSync(inRoot(), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const configured = [
    ...packageNames().filter((name) => existsSync(inRoot("packages", name, "tsconfig.json"))),
    ...folders.map(({ name }) => name).filter((name) => existsSync(inRoot(name, "tsconfig.json"))),
  ];
  expect(configured).toContain("e2e");
  expect(typeStages().map(({ name }) => name)).toEqual(configured.map((name) => `types: ${name}`));
});
