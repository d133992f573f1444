import { describe, expect, it } from "vitest";
import { currentness, MAIN_PAGES } from "./main-pages.ts";

const [today, tasks] = MAIN_PAGES;
if (!today || !tasks) throw new Error("Today and Tasks come first.");

describe("the list of pages", () => {
  it("gives each page its own key and path", () => {
    expect(new Set(MAIN_PAGES.map(({ key }) => key)).size).toBe(MAIN_PAGES.length);
    expect(new Set(MAIN_PAGES.map(({ path }) => path)).size).toBe(MAIN_PAGES.length);
  });

  it("marks the current page", () => {
    expect(currentness(tasks, "/tasks")).toBe("page");
    expect(currentness(tasks, "/")).toBeUndefined();
  });

  it("marks Today for other days, and for nothing else", () => {
    expect(currentness(today, "/")).toBe("page");
    expect(currentness(today, "/day/2026-11-29")).toBe("true");
    expect(currentness(today, "/week/2026-11-29")).toBeUndefined();
  });
});
