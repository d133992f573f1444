import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aBrowser, aTab, aTracker, type Tracker } from "./testing/a-place.ts";

type Tab = Awaited<ReturnType<typeof aTab>>;

let tracker: Tracker;
let values: Map<string, string>;

const link = () => ({ server: tracker.origin, token: "t" });
const queued = ({ kept }: Tab) => kept.kept.queue.map(({ type }) => type).join();
const stored = () => JSON.parse([...values.values()][0] ?? "null");
const heard = () => tracker.batches.flat().map(({ type }) => type);
const until = (tab: Tab, queue: string) => vi.waitFor(() => expect(queued(tab)).toBe(queue), 5000);
const aConnectedTab = async () => {
  const tab = await aTab();
  tab.sync.connect(link());
  await vi.waitFor(() => expect(tab.sync.fault).toBe(""), 5000);
  return tab;
};

beforeEach(async () => {
  tracker = await aTracker();
  values = aBrowser().values;
});
afterEach(() => {
  tracker.close();
  vi.unstubAllGlobals();
});

describe("a press", () => {
  it("is stored, sent, and leaves the queue with the server's new state", async () => {
    const tab = await aConnectedTab();
    tab.press("NEXT");
    expect(queued(tab)).toBe("NEXT");
    await until(tab, "");
    expect(heard()).toEqual(["NEXT"]);
    expect(stored().viewer.activeSession.questionCount).toBe(1);
  });

  it("that the rules refuse shows a message and is not queued", async () => {
    const tab = await aConnectedTab();
    tab.press("EXIT");
    expect(tab.notes.note).toBe("No session is running: press Next.");
    expect(queued(tab)).toBe("");
  });

  it("opens a session under its own id, which the next presses carry", async () => {
    const tab = await aConnectedTab();
    tracker.mood = "gone";
    tab.press("NEXT");
    tab.press("PAUSE");
    const [opening, pause] = tab.kept.kept.queue;
    expect(opening?.sessionKey).toBe(opening?.clientEventId);
    expect(pause?.sessionKey).toBe(opening?.clientEventId);
  });

  it("lasts as long as the tab if the storage is full", async () => {
    const tab = await aConnectedTab();
    tracker.mood = "gone";
    vi.stubGlobal("localStorage", null);
    vi.spyOn(values, "set").mockImplementation(() => {
      throw new Error("Full");
    });
    tab.press("NEXT");
    await vi.waitFor(() => expect(tab.notes.note).toContain("Storage is full"), 10_000);
    await tab.kept.settle();
    expect(queued(tab)).toBe("NEXT");
  });
});

describe("without the network", () => {
  it("keeps working, survives a reload, and sends everything in order afterwards", async () => {
    const tab = await aConnectedTab();
    tracker.mood = "gone";
    for (const type of ["NEXT", "NEXT", "PAUSE"] as const) tab.press(type);
    await vi.waitFor(() => expect(tab.sync.fault).toBe("Offline"), 5000);
    await vi.waitFor(() => expect(stored().queue).toHaveLength(3), 10_000);
    const reloaded = await aTab();
    expect(queued(reloaded)).toBe("NEXT,NEXT,PAUSE");
    tracker.mood = "well";
    await reloaded.sync.refresh();
    expect(heard()).toEqual(["NEXT", "NEXT", "PAUSE"]);
    expect(reloaded.notes.note).toBe("3 sent.");
  });

  it("loses no press of two tabs, and sends each once", async () => {
    const one = await aConnectedTab();
    const two = await aConnectedTab();
    tracker.mood = "gone";
    one.press("NEXT");
    two.press("NEXT");
    await until(one, "NEXT,NEXT");
    await until(two, "NEXT,NEXT");
    tracker.mood = "well";
    await Promise.all([one.sync.refresh(), two.sync.refresh()]);
    await until(one, "");
    await until(two, "");
    const ids = tracker.batches.flat().map(({ clientEventId }) => clientEventId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
  });

  it("sends at most a hundred at once", async () => {
    const tab = await aConnectedTab();
    tracker.mood = "gone";
    for (let press = 0; press < 203; press++) tab.press("NEXT");
    await vi.waitFor(() => expect(tab.sync.fault).toBe("Offline"), 5000);
    tracker.mood = "well";
    await tab.sync.refresh();
    await until(tab, "");
    expect(tracker.batches.map((batch) => batch.length)).toEqual([100, 100, 3]);
  });
});

describe("an event that the server refuses", () => {
  const offline = async () => {
    const tab = await aConnectedTab();
    tracker.mood = "gone";
    for (const type of ["NEXT", "PAUSE", "NEXT"] as const) tab.press(type);
    await vi.waitFor(() => expect(tab.sync.fault).toBe("Offline"), 5000);
    tracker.mood = "well";
    return tab;
  };

  it("is dropped, and only that event", async () => {
    const tab = await offline();
    tracker.rule = ({ type }) => (type === "PAUSE" ? "SessionEnded" : null);
    await tab.sync.refresh();
    await until(tab, "");
    expect(tab.notes.note).toBe("2 sent.");
  });

  it("is sent again if the server was only busy", async () => {
    const tab = await offline();
    tracker.rule = ({ type }) => (type === "PAUSE" ? "Busy" : null);
    await tab.sync.refresh();
    expect(queued(tab)).toBe("PAUSE");
    expect(tab.sync.fault).toBe("Server busy");
    tracker.rule = () => null;
    // It tries again by itself, after a second or two.
    await until(tab, "");
    await vi.waitFor(() => expect(tab.sync.fault).toBe(""), 5000);
  });

  it("is found by sending events one by one if it fails the batch", async () => {
    const tab = await offline();
    tracker.rule = ({ type }) => (type === "PAUSE" ? "whole" : null);
    await tab.sync.refresh();
    await until(tab, "");
    expect(tracker.batches.flatMap((batch) => (batch.length === 1 ? batch[0]?.type : []))).toContain("PAUSE");
  });

  it("stays queued while the server fails", async () => {
    const tab = await offline();
    tracker.mood = "INTERNAL";
    await tab.sync.refresh();
    expect(tab.sync.fault).toBe("Server busy");
    expect(queued(tab)).toBe("NEXT,PAUSE,NEXT");
  });
});

describe("a token that is no longer valid", () => {
  it("keeps the queue, says why, and can be replaced", async () => {
    const tab = await aConnectedTab();
    tracker.mood = "UNAUTHENTICATED";
    tab.press("NEXT");
    await vi.waitFor(() => expect(tab.sync.linked()).toBeNull(), 5000);
    expect(tab.sync.why).toBe("Why.");
    expect(queued(tab)).toBe("NEXT");
    tracker.mood = "well";
    tab.sync.connect({ ...link(), token: "new" });
    await until(tab, "");
    expect(heard()).toEqual(["NEXT"]);
  });

  it("is replaced by that of somebody else, in whose name the queue is not sent", async () => {
    const tab = await aConnectedTab();
    tracker.mood = "UNAUTHENTICATED";
    tab.press("NEXT");
    await vi.waitFor(() => expect(tab.sync.linked()).toBeNull(), 5000);
    tracker.mood = "well";
    tracker.person = "jana";
    tab.sync.connect({ ...link(), token: "of Jana" });
    await until(tab, "");
    expect(heard()).toEqual([]);
    tab.press("NEXT");
    await vi.waitFor(() => expect(heard()).toEqual(["NEXT"]), 5000);
  });

  it("is forgotten in every tab when one disconnects", async () => {
    const one = await aConnectedTab();
    const two = await aConnectedTab();
    one.kept.change(() => ({ link: null, queue: [], viewer: null }));
    await vi.waitFor(() => expect(two.sync.linked()).toBeNull(), 10_000);
  });
});
