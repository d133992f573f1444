import { beforeAll, expect, test } from "vitest";
import { setZone } from "../../lib/time/local-time.ts";
import { syncLine, waitingWords } from "./sync-words.ts";

const SINCE = Date.UTC(2026, 10, 20, 13, 36);
const fault = (kind: "unauthenticated" | "limited") => ({
  kind,
  words: "Too many requests.",
  retryAfterMs: null,
});

beforeAll(() => setZone("Europe/Berlin"));

test("the line shows the state and, while offline, how many events are queued", () => {
  expect(syncLine("live", 0)).toBe("Live");
  expect(syncLine("polling", 0)).toBe("Every 10 s");
  expect(syncLine("connecting", 2)).toBe("Connecting …");
  expect(syncLine("offline", 3)).toBe("Offline, 3 events kept");
  expect(syncLine("offline", 0)).toBe("Offline");
});

test("offline says since when and what is kept", () => {
  expect(waitingWords(3, SINCE, null)).toEqual({
    lead: "Offline since 14:36.",
    rest: "3 events are kept here and sent in order.",
  });
  expect(waitingWords(1, SINCE, null)?.rest).toBe("1 event is kept here and sent in order.");
});

test("logged out, the events are kept, and the words say so", () => {
  expect(waitingWords(2, null, fault("unauthenticated"))).toEqual({
    lead: "You are logged out.",
    rest: "2 events are kept here until you log in again.",
  });
});

test("without queued events or an outage there are no words", () => {
  expect(waitingWords(0, null, null)).toBeNull();
  expect(waitingWords(0, null, fault("limited"))).toBeNull();
});
