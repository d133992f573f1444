import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { withEnvironmentFile } from "./environment-file.ts";
import { readOrMakeSecretKey, secretKeyFile } from "./secret-key.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "pacekeeper-config-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

it("reads variables from .env, but the real environment wins", () => {
  writeFileSync(join(directory, ".env"), '# comment\nPORT=5000\nHOST="0.0.0.0" # all\nLOG_LEVEL=debug\n');
  expect(withEnvironmentFile(directory, { PORT: "6000", LOG_LEVEL: "" })).toEqual({
    PORT: "6000",
    HOST: "0.0.0.0",
    LOG_LEVEL: "",
  });
});

it("works without .env", () => {
  expect(withEnvironmentFile(directory, { PORT: "6000" })).toEqual({ PORT: "6000" });
});

it("makes a secret key once, for its owner only", () => {
  const inside = join(directory, "data");
  const key = readOrMakeSecretKey(inside);
  expect(key).toMatch(/^[\w-]{64}$/);
  expect(readOrMakeSecretKey(inside)).toBe(key);
  expect(statSync(join(inside, secretKeyFile)).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(inside, secretKeyFile), "utf8").trim()).toBe(key);
});

it("refuses a damaged key instead of signing with it", () => {
  writeFileSync(join(directory, secretKeyFile), "short\n");
  expect(() => readOrMakeSecretKey(directory)).toThrow(/fewer than 32/);
});
