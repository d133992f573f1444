import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSchema, isEnumType } from "graphql";
import { expect, it } from "vitest";
import { ACT_WORDS } from "./audit-words.ts";

const sdl = fileURLToPath(new URL("../../../../schema/schema.graphql", import.meta.url));

it("every act in the audit log has its own words", () => {
  const acts = buildSchema(readFileSync(sdl, "utf8")).getType("AuditAct");
  const names = isEnumType(acts) ? acts.getValues().map(({ name }) => name) : [];
  expect(names.length).toBeGreaterThan(0);
  expect(Object.keys(ACT_WORDS).sort()).toEqual(names.sort());
  expect(new Set(Object.values(ACT_WORDS)).size).toBe(names.length);
});
