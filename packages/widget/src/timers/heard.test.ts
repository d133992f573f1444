import { describe, expect, it } from "vitest";
import { at } from "../testing/facts.ts";
import { aTimer, aTimerOf } from "../testing/timers.ts";
import { type Heard, withList, withTimer } from "./heard.ts";

const knowing = (...timers: ReturnType<typeof aTimer>[]): Heard => timers.reduce<Heard>(withTimer, new Map());
const idsOf = (heard: Heard) => [...heard.keys()].sort();

describe("what was told of a timer", () => {
  it("gives way to a higher version, whenever that comes", () => {
    const paused = aTimer({ version: 2, status: "PAUSED" });
    expect(withTimer(knowing(aTimer()), paused).get("quiz")?.status).toBe("PAUSED");
    expect(withTimer(knowing(paused), aTimer({ serverTime: at(9) })).get("quiz")?.status).toBe("PAUSED");
  });

  it("gives way to the later word of the same version, as when a run is over before that is written down", () => {
    const over = aTimer({ status: "COMPLETED", serverTime: at(26) });
    expect(withTimer(knowing(over), aTimer()).get("quiz")?.status).toBe("COMPLETED");
    expect(withTimer(knowing(aTimer()), over).get("quiz")?.status).toBe("COMPLETED");
  });

  it("is not revived by an old word once it was stopped", () => {
    const stopped = aTimer({ version: 3, status: "STOPPED" });
    expect(withTimer(knowing(stopped), aTimer({ version: 2 })).get("quiz")?.status).toBe("STOPPED");
  });
});

describe("the server's list", () => {
  it("takes away what is not on it any more", () => {
    const heard = withList(knowing(aTimer(), aTimerOf("laundry")), [aTimerOf("laundry")], at(1));
    expect(idsOf(heard)).toEqual(["laundry"]);
  });

  it("leaves what was told after it was written", () => {
    const started = aTimerOf("laundry", { serverTime: at(2) });
    const heard = withList(knowing(aTimer(), started), [aTimer()], at(1));
    expect(idsOf(heard)).toEqual(["laundry", "quiz"]);
  });

  it("does not put an older state over a newer one", () => {
    const paused = aTimer({ version: 2, status: "PAUSED", serverTime: at(2) });
    expect(withList(knowing(paused), [aTimer()], at(1)).get("quiz")?.status).toBe("PAUSED");
  });
});
