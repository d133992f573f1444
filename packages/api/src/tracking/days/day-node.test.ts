import { afterAll, beforeAll, expect, it } from "vitest";
import { aPersonWhoTracked, type PersonWhoTracked } from "../../testing/a-person-who-tracked.ts";
import { aTestApplication, type TestApplication } from "../../testing/application.ts";

const NOW = Date.now();
const FIND = `query ($id: ID!) { node(id: $id) { __typename id
  ... on DaySummary { date questionCount sessions { session { id } } } } }`;
const idOf = (userId: string, date: string) => btoa(`DaySummary:${userId} ${date}`);

let application: TestApplication;
let person: PersonWhoTracked;
beforeAll(async () => {
  application = await aTestApplication();
  application.clock.at = NOW;
  person = await aPersonWhoTracked(application, NOW);
});
afterAll(() => application.close());

it("a day is found again by its id, with the same content", async () => {
  const { data } = await person.guest.ask(
    "{ viewer { day { __typename id date questionCount sessions { session { id } } } week { days { id date } } } }",
  );
  const { day, week } = data.viewer;
  expect((await person.guest.ask(FIND, { id: day.id })).data.node).toEqual(day);
  // One id for one day, whichever field tells it.
  expect(week.days.find(({ date }: { date: string }) => date === day.date).id).toBe(day.id);
});

it.each([
  ["another person's day", () => idOf("018f6d7e-3f7c-7cc2-a3c1-2f6f1f6d0a11", "2026-11-20")],
  ["a date that does not exist", () => idOf(person.guest.userId, "2026-02-30")],
  ["a date too far away", () => idOf(person.guest.userId, "9999-12-31")],
  ["no date", () => btoa(`DaySummary:${person.guest.userId}`)],
  ["a date with something behind it", () => idOf(person.guest.userId, "2026-11-20 x")],
  ["an instant", () => idOf(person.guest.userId, "2026-11-20T00:00:00Z")],
  ["nothing", () => btoa("DaySummary:")],
])("%s is null", async (_what, id) => {
  const { data, errors } = await person.guest.ask(FIND, { id: id() });
  expect(errors).toEqual([]);
  expect(data).toEqual({ node: null });
});

it("a token for TRACKING_WRITE finds today and yesterday, and one for TIMERS_WRITE no day", async () => {
  const ask = async (scope: string, id: string) => {
    const made = await person.guest.ask(
      `mutation { createApiToken(input: { name: "w", scopes: [${scope}] }) { ... on CreateApiTokenPayload { token } } }`,
    );
    const authorization = `Bearer ${made.data.createApiToken.token}`;
    const { data, errors } = await application.ask(FIND, { id }, { authorization });
    return { found: data.node?.id ?? null, needed: errors[0]?.extensions.requiredScopes ?? null };
  };
  const { data } = await person.guest.ask("{ viewer { day { id } } }");
  const today = data.viewer.day.id;
  const past = idOf(person.guest.userId, "2026-01-15");
  expect(await ask("TRACKING_WRITE", today)).toEqual({ found: today, needed: null });
  expect(await ask("TRACKING_WRITE", past)).toEqual({ found: null, needed: ["READ"] });
  expect(await ask("READ", past)).toEqual({ found: past, needed: null });
  expect(await ask("TIMERS_WRITE", today)).toEqual({ found: null, needed: ["READ", "TRACKING_WRITE"] });
});
