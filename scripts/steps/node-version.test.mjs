import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { judgeNode } from "./node-version.mjs";

describe("a Node version", () => {
  it.each(["16.20.2", "18.20.8", "20.18.3", "21.7.3", "22.11.0"])(
    "%s is refused with a line that recommends a newer one",
    (version) => {
      const { verdict, line } = judgeNode(version, "2025-01-01");
      expect(verdict).toBe("refuse");
      expect(line).toContain(version);
      expect(line).toContain("Node 24 is recommended");
    },
  );

  it.each(["20.19.0", "22.12.0", "23.0.0", "24.0.0", "30.1.0"])("%s is accepted", (version) => {
    expect(judgeNode(version, "2025-01-01")).toEqual({ verdict: "ok", line: "" });
  });

  it("is accepted with advice from the day after its support ends", () => {
    expect(judgeNode("20.20.2", "2026-04-30").verdict).toBe("ok");
    expect(judgeNode("20.20.2", "2026-05-01")).toMatchObject({
      verdict: "advise",
      line: expect.stringContaining("2026-04-30"),
    });
  });

  it("is required as package.json says", () => {
    const { engines } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    expect(engines.node).toBe("^20.19 || >=22.12");
  });
});
