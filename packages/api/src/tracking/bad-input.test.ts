import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aPersonWhoTracked, type PersonWhoTracked } from "../testing/a-person-who-tracked.ts";
import { type Answer, aTestApplication, type TestApplication } from "../testing/application.ts";
import { everythingOf } from "../testing/everything-of-a-person.ts";
import { rowsIn } from "./testing/tracked-rows.ts";
import { anEvent, minutesAfter, press, pressForSession, RECORD_EVENT } from "./testing/tracking-requests.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.now();

let application: TestApplication;
let person: PersonWhoTracked;
beforeAll(async () => {
  application = await aTestApplication();
});
beforeEach(async () => {
  application.clock.at = NOW;
  person = await aPersonWhoTracked(application, NOW);
});
afterAll(() => application.close());

const everything = () => everythingOf(application.db.pool, person.guest.userId);

/** Runs `ask` and asserts that it changed none of the person's rows. */
async function withoutChange<Result>(ask: () => Promise<Result>): Promise<Result> {
  const before = await everything();
  const result = await ask();
  expect(await everything()).toBe(before);
  return result;
}

/** The one error of a request that was refused as a whole. */
function refusal({ data, errors }: Answer) {
  expect(data ?? null).toBeNull();
  expect(errors).toHaveLength(1);
  return { message: errors[0]?.message, code: errors[0]?.extensions.code };
}

const DELETE = "mutation ($id: ID!) { deleteWorkSession(input: { id: $id }) { __typename } }";

describe("a malformed event", () => {
  it.each([
    ["of an unknown type", { type: "SLEEP" }, /SLEEP/],
    ["without a type", {}, /type/],
    ["with a malformed id", { type: "NEXT", clientEventId: "42" }, /"42" is not a UUID/],
    ["with a malformed session key", { type: "NEXT", sessionKey: "mine" }, /"mine" is not a UUID/],
    ["at a time without a zone", { type: "NEXT", occurredAt: "2026-01-01T09:00:00" }, /with Z or an offset/],
    [
      "on 30 February",
      { type: "NEXT", occurredAt: "2026-02-30T09:00:00Z" },
      /2026-02-30 is not a calendar date/,
    ],
    ["at a time that is a number", { type: "NEXT", occurredAt: 7 }, /DateTime must be a string/],
    ["with an unknown field", { type: "NEXT", question: 3 }, /question/],
  ])("%s is refused before anything is done", async (_, input, message) => {
    const answer = await withoutChange(() => person.guest.ask(RECORD_EVENT, { input }));
    expect(refusal(answer).message).toMatch(message);
    expect(refusal(answer).code).toMatch(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/);
  });

  it.each([
    ["a correction as an event", { type: "REOPEN" }, "type", /NEXT, PAUSE, UNDO or EXIT/],
    ["no seconds", { type: "NEXT", estimatedSeconds: 0 }, "estimatedSeconds", /More than 0/],
    ["more than a day", { type: "NEXT", estimatedSeconds: 86_401 }, "estimatedSeconds", /at most 86,400/],
    ["an estimate of a PAUSE", { type: "PAUSE", estimatedSeconds: 60 }, "estimatedSeconds", /Only a NEXT/],
    ["the last century", { type: "NEXT", occurredAt: "1999-12-31T23:59:59Z" }, "occurredAt", /2000 on/],
  ])("of %s says what is allowed", async (_, input, field, message) => {
    const answer = await withoutChange(() => press(person.guest, input));
    expect(answer.__typename).toBe("InvalidInputError");
    expect(answer.issues?.map(({ path }) => path.at(-1))).toEqual([field]);
    expect(answer.issues?.[0]?.message).toMatch(message);
  });

  it("reports every problem at once", async () => {
    const input = { type: "PAUSE", estimatedSeconds: -1, occurredAt: "1990-01-01T00:00:00Z" };
    const answer = await withoutChange(() => press(person.guest, input));
    expect(new Set(answer.issues?.map(({ path }) => path.at(-1)))).toEqual(
      new Set(["occurredAt", "estimatedSeconds"]),
    );
  });

  it("under the id of another event is a conflict", async () => {
    const event = anEvent("PAUSE");
    await press(person.guest, event);
    const answer = await withoutChange(() => press(person.guest, { ...event, type: "EXIT" }));
    expect(answer).toMatchObject({
      __typename: "IdempotencyConflict",
      message: expect.stringContaining("new id"),
    });
  });
});

describe("an event that has nothing to act on", () => {
  it.each(["PAUSE", "UNDO", "EXIT"])("%s without a session says to press Next", async (type) => {
    await pressForSession(person.guest, "EXIT");
    const answer = await withoutChange(() => press(person.guest, anEvent(type)));
    expect(answer).toMatchObject({
      __typename: "NoActiveSession",
      message: expect.stringMatching(/Press Next/),
    });
  });

  it("UNDO with nothing closed says so", async () => {
    await pressForSession(person.guest, "EXIT");
    await pressForSession(person.guest, "NEXT");
    const answer = await withoutChange(() => press(person.guest, anEvent("UNDO")));
    expect(answer).toMatchObject({
      __typename: "NothingToUndo",
      message: expect.stringMatching(/question 1/),
    });
  });
});

describe("an impossible time", () => {
  it("in the next year is moved to now, and marked", async () => {
    const { event } = await press(person.guest, anEvent("NEXT", { occurredAt: minutesAfter(NOW, 525_600) }));
    expect(event).toMatchObject({ occurredAt: minutesAfter(NOW, 0), isClockAdjusted: true });
  });

  it("before the session's last event is moved to it, and marked", async () => {
    await pressForSession(person.guest, "PAUSE", { occurredAt: minutesAfter(NOW, -5) });
    const { event } = await press(person.guest, anEvent("PAUSE", { occurredAt: minutesAfter(NOW, -20) }));
    expect(event).toMatchObject({ occurredAt: minutesAfter(NOW, -5), isClockAdjusted: true });
    const times = rowsIn(await everything())
      .events.filter(({ session_id }) => person.active.id === btoa(`WorkSession:${session_id}`))
      .map(({ occurred_at }) => Date.parse(occurred_at));
    expect(times).toHaveLength(4);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});

describe("a late queue for a session", () => {
  it("that an EXIT ended is refused, even if another one is active", async () => {
    for (const type of ["NEXT", "PAUSE", "UNDO", "EXIT"]) {
      const event = anEvent(type, { sessionKey: person.ended.key, occurredAt: minutesAfter(NOW, -95) });
      const answer = await withoutChange(() => press(person.guest, event));
      expect(answer).toMatchObject({
        __typename: "SessionEnded",
        message: expect.stringMatching(/press Next/),
      });
    }
  });

  it("that was deleted is refused, and says what to do", async () => {
    for (const { id, key } of [person.ended, person.active]) {
      await person.guest.ask(DELETE, { id });
      const answer = await withoutChange(() => press(person.guest, anEvent("NEXT", { sessionKey: key })));
      expect(answer).toMatchObject({
        __typename: "SessionDeleted",
        message: expect.stringMatching(/Restore it/),
      });
    }
  });

  it("that does not exist is refused", async () => {
    const answer = await withoutChange(() =>
      press(person.guest, anEvent("NEXT", { sessionKey: randomUUID() })),
    );
    expect(answer.__typename).toBe("NotFound");
  });

  it("that was presumed abandoned continues it, capped, while another one is active", async () => {
    application.clock.at = NOW + 9 * HOUR;
    const other = await pressForSession(person.guest, "NEXT");
    const before = rowsIn(await everything()).sessions.find(({ key }) => key === other.key);
    const late = { sessionKey: person.active.key };
    const next = await press(person.guest, anEvent("NEXT", { ...late, occurredAt: minutesAfter(NOW, 30) }));
    expect(next.session).toMatchObject({ key: person.active.key, endReason: "ABANDONED", questionCount: 2 });
    const far = await press(
      person.guest,
      anEvent("PAUSE", { ...late, occurredAt: minutesAfter(NOW, 30 + 240) }),
    );
    expect(far).toMatchObject({ __typename: "SessionEnded" });
    const exit = await press(person.guest, anEvent("EXIT", { ...late, occurredAt: minutesAfter(NOW, 40) }));
    expect(exit.session).toMatchObject({ key: person.active.key, endReason: "EXIT", questionCount: 3 });
    const after = rowsIn(await everything());
    expect(after.sessions.find(({ key }) => key === other.key)).toEqual(before);
    expect(after.sessions.filter(({ is_current }) => is_current).map(({ key }) => key)).toEqual([other.key]);
  });
});

describe("a malformed read", () => {
  const inViewer = (field: string) => `{ viewer { ${field} } }`;

  it.each([
    ["a date that does not exist", 'day(date: "2025-02-30") { date }', /2025-02-30 is not a calendar date/],
    ["a date in another form", 'week(from: "1.2.2025") { startsOn }', /in the form YYYY-MM-DD/],
    ["a month that does not exist", 'month(month: "2025-13") { date }', /a month such as 2026-11/],
    ["an empty page", "workSessions(first: 0) { nodes { id } }", /from 1 to 100/],
    ["a page of 101", "workSessions(first: 101) { nodes { id } }", /from 1 to 100/],
    ["a last page of 101", "workSessions(last: 101) { nodes { id } }", /from 1 to 100/],
    ["an empty page of questions", "activeSession { questions(first: 0) { nodes { id } } }", /from 1 to 100/],
    ["a page of 101 events", "activeSession { events(first: 101) { nodes { id } } }", /from 1 to 100/],
    ["an invented cursor", 'workSessions(after: "x") { nodes { id } }', /cursor/i],
  ])("%s is refused with what is allowed", async (_, field, message) => {
    const { errors } = await person.guest.ask(inViewer(field));
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toMatch(message);
    expect(errors[0]?.extensions.code).toMatch(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/);
  });
});

describe("a malformed profile", () => {
  const UPDATE = `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { __typename
    ... on InvalidInputError { message issues { path } } } }`;

  it.each([
    ["an unknown zone", { timezone: "Mars/Olympus" }, "timezone", /IANA name such as Europe\/Berlin/],
    ["an offset as a zone", { timezone: "+02:00" }, "timezone", /IANA name/],
    ["no hours", { abandonAfterHours: 0 }, "abandonAfterHours", /from 1 to 24/],
    ["25 hours", { abandonAfterHours: 25 }, "abandonAfterHours", /from 1 to 24/],
    ["a target of 0", { targetSeconds: 0 }, "targetSeconds", /1 second/],
    ["a target of more than a day", { targetSeconds: 86_401 }, "targetSeconds", /24 hours/],
  ])("%s is refused, and no other field is changed", async (_, wrong, field, message) => {
    const input = { firstName: "Ada", ...wrong };
    const { data } = await withoutChange(() => person.guest.ask(UPDATE, { input }));
    expect(data.updateProfile.__typename).toBe("InvalidInputError");
    expect(data.updateProfile.issues).toEqual([{ path: [field] }]);
    expect(data.updateProfile.message).toMatch(message);
  });
});
