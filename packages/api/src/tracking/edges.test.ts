import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPersonWhoTracked, type PersonWhoTracked } from "../testing/a-person-who-tracked.ts";
import { aTestApplication, type TestApplication } from "../testing/application.ts";
import { everythingOf } from "../testing/everything-of-a-person.ts";
import { rowsIn } from "./testing/tracked-rows.ts";
import { anEvent, minutesAfter, press, pressAll, pressForSession } from "./testing/tracking-requests.ts";

const HOUR = 3_600_000;
const NOW = Date.now();
let application: TestApplication;
let person: PersonWhoTracked;
beforeAll(async () => {
  application = await aTestApplication();
  application.clock.at = NOW;
  person = await aPersonWhoTracked(application, NOW);
});
afterAll(() => application.close());
const rows = async (userId: string) => rowsIn(await everythingOf(application.db.pool, userId));

describe("a person who tracked", () => {
  it("gets null from node, not an error, for what is deleted", async () => {
    const someone = await aPersonWhoTracked(application, NOW);
    await someone.guest.ask("mutation ($id: ID!) { deleteWorkSession(input: { id: $id }) { __typename } }", {
      id: someone.ended.id,
    });
    const { data, errors } = await someone.guest.ask("query ($id: ID!) { node(id: $id) { id } }", {
      id: someone.ended.id,
    });
    expect(errors).toEqual([]);
    expect(data).toEqual({ node: null });
  });

  it("gets bad input or NotFound, not a fault, for an id without a UUID inside", async () => {
    const { data, errors } = await person.guest.ask(
      `mutation { deleteWorkSession(input: { id: "${btoa("WorkSession:7")}" }) { __typename } }`,
    );
    expect(errors[0]?.extensions.code ?? data.deleteWorkSession.__typename).toMatch(
      /BAD_USER_INPUT|NotFound/,
    );
  });

  it("has an outbox without gaps after updateProfile", async () => {
    const someone = await aPersonWhoTracked(application, NOW);
    await someone.guest.ask('mutation { updateProfile(input: { firstName: "Ada" }) { __typename } }');
    await pressForSession(someone.guest, "NEXT");
    const { outbox } = await rows(someone.guest.userId);
    expect(outbox.map(({ sequence }) => sequence)).toEqual(outbox.map((_, index) => index + 1));
  });

  it("cannot name a session by the id of a PAUSE", async () => {
    const someone = await aPersonWhoTracked(application, NOW);
    const pause = anEvent("PAUSE");
    await press(someone.guest, pause);
    const answer = await press(someone.guest, anEvent("NEXT", { sessionKey: pause.clientEventId }));
    expect(answer.__typename).toBe("NotFound");
  });

  it("reads a session, question or event by id with a token for TRACKING_WRITE only until the day after", async () => {
    const made = await person.guest.ask(
      'mutation { createApiToken(input: { name: "w", scopes: [TRACKING_WRITE] }) { ... on CreateApiTokenPayload { token } } }',
    );
    const bearer = { authorization: `Bearer ${made.data.createApiToken.token}` };
    const find = (type: string) =>
      application.ask("query ($id: ID!) { node(id: $id) { id } }", { id: person.ids[type] }, bearer);
    for (const type of ["WorkSession", "Question", "TrackerEvent"]) {
      application.clock.at = NOW;
      expect((await find(type)).data, type).toEqual({ node: { id: person.ids[type] } });
      application.clock.at = NOW + 48 * HOUR;
      const { data, errors } = await find(type);
      expect(data, type).toEqual({ node: null });
      expect(
        errors.map(({ extensions, path }) => [path, extensions.code, extensions.requiredScopes]),
      ).toEqual([[["node"], "FORBIDDEN", ["READ"]]]);
    }
    application.clock.at = NOW;
  });

  it("does not see a session that its gap ended the day before in a day's list, swept or not", async () => {
    const guest = await application.aGuest();
    const today = Math.floor(NOW / (24 * HOUR)) * 24 * HOUR;
    await pressForSession(guest, "NEXT", { occurredAt: minutesAfter(today - 20 * HOUR, 0) });
    const date = new Date(today).toISOString().slice(0, 10);
    const { data } = await guest.ask(
      `{ viewer { day(date: "${date}") { sessions { startedEarlier session { endedAt endReason } } } } }`,
    );
    expect(data.viewer.day.sessions).toEqual([]);
  });

  it("has the events of an offline queue after a long gap go where its NEXT went", async () => {
    const guest = await application.aGuest();
    const key = randomUUID();
    const start = NOW - 10 * HOUR;
    const at = (minutes: number) => ({ occurredAt: minutesAfter(start, minutes), sessionKey: key });
    const { results } = await pressAll(guest, [
      anEvent("NEXT", { ...at(0), clientEventId: key }),
      anEvent("NEXT", at(5)),
      anEvent("NEXT", at(5 + 300)),
      anEvent("NEXT", at(5 + 306)),
      anEvent("EXIT", at(5 + 312)),
    ]);
    expect(results.map(({ __typename }) => __typename)).toEqual(Array(5).fill("RecordEventPayload"));
  });
});
