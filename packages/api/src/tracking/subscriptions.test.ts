import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "../testing/application.ts";
import { aSecondProcessOf, type SecondProcess } from "../testing/second-process.ts";
import { aSubscriber, type Subscriber } from "../testing/subscriber.ts";
import { markAbandonedSessions } from "./abandonment.ts";
import { anEvent, minutesAfter, press, pressForSession } from "./testing/tracking-requests.ts";

// Across processes each change takes up to a second, or more on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const HOUR = 3_600_000;
const NOW = Date.now();
const SESSION = `subscription { workSessionChanged { kind deletedId serverTime
  session { id version questionCount isPaused isActive endReason } } }`;
/** Told when a subscription begins without an active session. */
const NONE = { kind: "PRESENT", deletedId: null, session: null };
const day = (date: string, more = "") => `subscription { dayChanged(date: "${date}") {
  questionCount activeSeconds sessionCount ${more} } }`;
const FULL_HOUR = Math.floor((NOW - HOUR) / HOUR) * HOUR;
const TODAY = new Date(FULL_HOUR).toISOString().slice(0, 10);

let application: TestApplication;
let second: SecondProcess;
let guest: Guest;
const subscribers: Subscriber[] = [];
beforeAll(async () => {
  application = await aTestApplication();
  second = await aSecondProcessOf(application);
});
beforeEach(async () => {
  application.clock.at = NOW;
  guest = await application.aGuest();
});
afterEach(async () => {
  for (const subscriber of subscribers.splice(0)) await subscriber.close();
});
afterAll(async () => {
  await second.close();
  await application.close();
});

function subscribed(url: string, bearer = guest.accessToken): Subscriber {
  const subscriber = aSubscriber(url, bearer);
  subscribers.push(subscriber);
  return subscriber;
}

const correct = (mutation: string, id: string) =>
  guest.ask(`mutation ($id: ID!) { ${mutation}(input: { id: $id }) { __typename } }`, { id });

const updateProfile = (input: string) =>
  guest.ask(`mutation { updateProfile(input: { ${input} }) { __typename } }`);

/** A day's message with its sessions. */
interface CountedDay {
  readonly questionCount: number;
  readonly sessions: readonly { readonly session: { readonly questionCount: number } }[];
}

/** Times in the last full hour, all on one day. */
const at = (minutes: number) => ({ occurredAt: minutesAfter(FULL_HOUR, minutes) });

describe.each([
  ["the process that records the events", () => application.url],
  ["another process on the same database", () => second.url],
])("workSessionChanged from %s", (_, url) => {
  it("sends the present state first, then each change once, with its kind", async () => {
    const session = subscribed(url()).follow(SESSION);
    expect(await session.next()).toMatchObject(NONE);
    const { id } = await pressForSession(guest, "NEXT");
    const told = async (kind: string, state: object) =>
      expect(await session.next()).toMatchObject({ kind, deletedId: null, session: { id, ...state } });
    await told("STARTED", { version: 1, isPaused: false });
    await pressForSession(guest, "PAUSE");
    await told("CHANGED", { version: 2, isPaused: true });
    await pressForSession(guest, "NEXT");
    await told("CHANGED", { version: 3, isPaused: false });
    await pressForSession(guest, "EXIT");
    await told("ENDED", { version: 4, isActive: false, endReason: "EXIT" });
    await correct("reopenWorkSession", id);
    await told("CHANGED", { version: 5, isActive: true });
    await correct("deleteWorkSession", id);
    expect(await session.next()).toMatchObject({ kind: "DELETED", deletedId: id, session: null });
    await correct("restoreWorkSession", id);
    await told("RESTORED", { version: 7, isActive: true });
    expect(session.told).toHaveLength(8);
  });

  it("begins with the running session", async () => {
    const { id } = await pressForSession(guest, "NEXT");
    expect(await subscribed(url()).follow(SESSION).next()).toMatchObject({
      kind: "PRESENT",
      session: { id, version: 1 },
    });
  });

  it("tells the end when the sweeper marks the session as abandoned", async () => {
    application.clock.at = NOW - 5 * HOUR;
    const { id } = await pressForSession(guest, "NEXT");
    const session = subscribed(url()).follow(SESSION);
    expect(await session.next()).toMatchObject({ session: { endReason: null } });
    application.clock.at = NOW;
    await markAbandonedSessions(application.db.pool);
    expect(await session.next()).toMatchObject({ kind: "ENDED", session: { id, endReason: "ABANDONED" } });
  });

  it("tells both the end of a session that a gap ended and the start of the next", async () => {
    const first = await pressForSession(guest, "NEXT", { occurredAt: minutesAfter(NOW, -300) });
    const session = subscribed(url()).follow(SESSION);
    await session.next();
    const next = await pressForSession(guest, "NEXT");
    expect(next.id).not.toBe(first.id);
    expect(await session.next()).toMatchObject({
      kind: "ENDED",
      session: { id: first.id, endReason: "ABANDONED" },
    });
    expect(await session.next()).toMatchObject({ kind: "STARTED", session: { id: next.id } });
  });

  it("tells an end once, though another session begins after the sweeper has told it", async () => {
    application.clock.at = NOW - 5 * HOUR;
    const first = await pressForSession(guest, "NEXT");
    application.clock.at = NOW;
    const session = subscribed(url()).follow(SESSION);
    await session.next();
    await markAbandonedSessions(application.db.pool);
    expect(await session.next()).toMatchObject({ kind: "ENDED", session: { id: first.id } });
    const next = await pressForSession(guest, "NEXT");
    expect(await session.next()).toMatchObject({ kind: "CHANGED", session: { id: first.id } });
    expect(await session.next()).toMatchObject({ kind: "STARTED", session: { id: next.id } });
  });

  it("tells the end of a session that a reopened one takes the place of", async () => {
    const { id } = await pressForSession(guest, "NEXT", { occurredAt: minutesAfter(NOW, -1) });
    await pressForSession(guest, "EXIT");
    const late = await pressForSession(guest, "NEXT", { occurredAt: minutesAfter(NOW, -300) });
    const session = subscribed(url()).follow(SESSION);
    await session.next();
    await correct("reopenWorkSession", id);
    expect(await session.next()).toMatchObject({ kind: "ENDED", session: { id: late.id } });
    expect(await session.next()).toMatchObject({ kind: "CHANGED", session: { id, isActive: true } });
  });

  it("tells corrections and deletions of past sessions too", async () => {
    const past = await pressForSession(guest, "NEXT", { occurredAt: minutesAfter(NOW, -30) });
    const { closedQuestion } = await press(guest, anEvent("EXIT"));
    const session = subscribed(url()).follow(SESSION);
    expect(await session.next()).toMatchObject(NONE);
    await correct("deleteQuestion", closedQuestion?.id ?? "");
    expect(await session.next()).toMatchObject({
      kind: "CHANGED",
      session: { id: past.id, questionCount: 0 },
    });
    await correct("deleteWorkSession", past.id);
    expect(await session.next()).toMatchObject({ kind: "DELETED", deletedId: past.id });
  });

  it("sends nothing for replays, refusals, profiles and other people", async () => {
    const other = await application.aGuest();
    const session = subscribed(url()).follow(SESSION);
    await session.next();
    const event = anEvent("NEXT");
    const { session: opened } = await press(guest, event);
    await session.next();
    await press(guest, event);
    await press(guest, anEvent("UNDO"));
    await pressForSession(other, "NEXT");
    await updateProfile('firstName: "Ilse"');
    // Processes poll for each other's changes every second; wait long enough for this one to be found.
    await delay(1_500);
    await pressForSession(guest, "PAUSE");
    expect(await session.next()).toMatchObject({ kind: "CHANGED", session: { id: opened?.id, version: 2 } });
    expect(session.told).toHaveLength(3);
  });
});

describe.each([
  ["the process that records the events", () => application.url],
  ["another process on the same database", () => second.url],
])("dayChanged from %s", (_, url) => {
  it("sends the present state first", async () => {
    const session = await pressForSession(guest, "NEXT", at(0));
    await pressForSession(guest, "NEXT", at(5));
    const today = subscribed(url()).follow(day(TODAY, "sessions { session { id } }"));
    expect(await today.next()).toMatchObject({
      questionCount: 1,
      sessions: [{ session: { id: session.id } }],
    });
  });

  it("sends the day when one of its numbers has changed, and only then", async () => {
    const today = subscribed(url()).follow(day(TODAY));
    expect(await today.next()).toMatchObject({ questionCount: 0, sessionCount: 0 });
    const session = await pressForSession(guest, "NEXT", at(0));
    expect(await today.next()).toMatchObject({ questionCount: 0, sessionCount: 1 });
    await pressForSession(guest, "PAUSE", at(1));
    await pressForSession(guest, "PAUSE", at(2));
    await pressForSession(guest, "NEXT", at(5));
    expect(await today.next()).toMatchObject({ questionCount: 1, activeSeconds: 240, sessionCount: 1 });
    await press(guest, anEvent("PAUSE", { sessionKey: "0190f3e2-7b5c-7d00-8000-0123456789ab" }));
    await pressForSession(guest, "UNDO", at(6));
    expect(await today.next()).toMatchObject({ questionCount: 0 });
    await pressForSession(guest, "EXIT", at(10));
    expect(await today.next()).toMatchObject({ questionCount: 1, activeSeconds: 540 });
    await correct("deleteWorkSession", session.id);
    expect(await today.next()).toMatchObject({ questionCount: 0, sessionCount: 0 });
    expect(today.told).toHaveLength(6);
  });

  it("with its sessions also sends it when one of them has changed", async () => {
    const today = subscribed(url()).follow(day(TODAY, "sessions { session { id isPaused } }"));
    expect(await today.next()).toMatchObject({ sessions: [] });
    const { id } = await pressForSession(guest, "NEXT", at(0));
    expect(await today.next()).toMatchObject({ sessions: [{ session: { id, isPaused: false } }] });
    await pressForSession(guest, "PAUSE", at(1));
    expect(await today.next()).toMatchObject({ sessions: [{ session: { id, isPaused: true } }] });
    await correct("deleteWorkSession", id);
    expect(await today.next()).toMatchObject({ sessionCount: 0, sessions: [] });
  });

  it("sends sums and sessions of the same moment", async () => {
    const today = subscribed(url()).follow(day(TODAY, "sessions { session { questionCount } }"));
    await today.next();
    for (let minute = 0; minute < 30; minute += 1) await pressForSession(guest, "NEXT", at(minute));
    let sent = await today.next();
    while (sent.questionCount < 29) sent = await today.next();
    for (const { questionCount, sessions } of today.told as CountedDay[]) {
      expect(sessions.reduce((sum, { session }) => sum + session.questionCount, 0)).toBe(questionCount);
    }
  });

  it("follows the person's time zone and target", async () => {
    const today = subscribed(url()).follow(`subscription { dayChanged(date: "${TODAY}") {
      startsAt averageTargetSeconds } }`);
    expect(await today.next()).toMatchObject({ startsAt: `${TODAY}T00:00:00.000Z` });
    await updateProfile("targetSeconds: 77");
    expect(await today.next()).toMatchObject({ averageTargetSeconds: 77 });
    await updateProfile('timezone: "Asia/Tokyo"');
    const startsAt = new Date(Date.parse(TODAY) - 9 * HOUR).toISOString();
    expect(await today.next()).toMatchObject({ startsAt, averageTargetSeconds: 77 });
  });

  it("sends nothing for another day", async () => {
    const today = subscribed(url()).follow(day(TODAY));
    await today.next();
    const earlier = (minutes: number) => ({ occurredAt: minutesAfter(NOW - 72 * HOUR, minutes) });
    await pressForSession(guest, "NEXT", earlier(0));
    await pressForSession(guest, "EXIT", earlier(1));
    await pressForSession(guest, "NEXT", at(0));
    expect(await today.next()).toMatchObject({ questionCount: 0, sessionCount: 1 });
    expect(today.told).toHaveLength(2);
  });
});

describe("who may subscribe", () => {
  const CREATE = `mutation ($scopes: [Scope!]!) { createApiToken(input: { name: "x", scopes: $scopes }) {
    ... on CreateApiTokenPayload { token } } }`;

  it.each([
    [["TRACKING_WRITE"], true],
    [["READ"], true],
    [["TIMERS_WRITE"], false],
  ])("a token with %j: %s", async (scopes, may) => {
    const { data } = await guest.ask(CREATE, { scopes });
    const told = await subscribed(application.url, data.createApiToken.token).follow(SESSION).next();
    if (may) expect(told).toMatchObject(NONE);
    else expect(told).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  });

  it("a token without READ is not told of sessions before yesterday", async () => {
    const past = { occurredAt: minutesAfter(NOW - 72 * HOUR, 0) };
    const old = await pressForSession(guest, "NEXT", past);
    await pressForSession(guest, "EXIT", past);
    const { data } = await guest.ask(CREATE, { scopes: ["TRACKING_WRITE"] });
    const narrow = subscribed(application.url, data.createApiToken.token).follow(SESSION);
    const whole = subscribed(application.url).follow(SESSION);
    for (const one of [narrow, whole]) expect(await one.next()).toMatchObject(NONE);
    const { session } = await press(guest, anEvent("NEXT", past));
    const late = session?.id ?? "";
    expect(await whole.next()).toMatchObject({ kind: "STARTED", session: { id: late } });
    await correct("deleteWorkSession", old.id);
    // A deletion tells an id and nothing else.
    expect(await narrow.next()).toMatchObject({ kind: "DELETED", deletedId: old.id, session: null });
  });
});
