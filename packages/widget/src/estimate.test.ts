// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { estimateOn, parseEstimate } from "./estimate.ts";

describe("the page's estimate", () => {
  it.each([
    ["2 - 3 minutes", 180],
    ["2–3 min", 180],
    ["2 to 3 minutes", 180],
    ["30 seconds - 1 minute", 60],
    ["45 seconds", 45],
    ["1 hour 5 minutes", 3900],
    ["1 h 5 min", 3900],
    ["~5 min", 300],
    ["5.5 min", 330],
    ["5,5 Min.", 330],
    ["Estimated time: 1 minute", 60],
    ["90s", 90],
  ])("reads %j as %d seconds", (text, seconds) => {
    expect(parseEstimate(text)).toBe(seconds);
  });

  it.each(["", "soon", "3", "minutes", "0 minutes", "40 hours"])("finds none in %j", (text) => {
    expect(parseEstimate(text)).toBeNull();
  });

  it("is read only from the platform's own element", () => {
    document.body.innerHTML = "<p>9 minutes</p>";
    expect(estimateOn(document)).toBeNull();
    document.body.innerHTML = '<span class="ewok-estimated-task-weight"> 2 - 3 minutes </span>';
    expect(estimateOn(document)).toBe(180);
  });
});
