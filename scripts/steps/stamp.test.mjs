import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashOf } from "./inputs.mjs";
import { clearStamp, isDone, writeStamp } from "./stamp.mjs";

let root;
const write = (path, text) => {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
};
const hash = () => hashOf(root, ["src", "lock.yaml"], (file) => !file.endsWith(".test.ts"));

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "stamp test "));
  write("src/a.ts", "one");
  write("lock.yaml", "1");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("the hash of a step's inputs", () => {
  it.each([
    ["a changed file", () => write("src/a.ts", "two")],
    ["a new file", () => write("src/deep/b.ts", "")],
    ["a renamed file", () => renameSync(join(root, "src/a.ts"), join(root, "src/b.ts"))],
    ["a removed file", () => rmSync(join(root, "lock.yaml"))],
  ])("changes after %s", (_, change) => {
    const before = hash();
    change();
    expect(hash()).not.toBe(before);
  });

  it("stays the same after a change to files that are not inputs", () => {
    const before = hash();
    write("src/a.test.ts", "x");
    write("src/node_modules/x.ts", "x");
    write("src/a.ts", "one");
    expect(hash()).toBe(before);
  });
});

describe("a step", () => {
  const step = () => ({ stamp: join(root, ".stamps", "step"), outputs: [join(root, "out")] });

  it("is done once its stamp is written and its output is there", () => {
    expect(isDone(step(), "h")).toBe(false);
    writeStamp(step(), "h");
    expect(isDone(step(), "h")).toBe(false);
    write("out", "");
    expect(isDone(step(), "h")).toBe(true);
  });

  it("is due again after its inputs change, and as soon as it runs", () => {
    write("out", "");
    writeStamp(step(), "h");
    expect(isDone(step(), "other")).toBe(false);
    clearStamp(step());
    expect(isDone(step(), "h")).toBe(false);
  });
});
