import { readdirSync, readFileSync } from "node:fs";
import { parse, print, separateOperations } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "../testing/application.ts";
import { aHabit } from "./testing/habit-requests.ts";

let application: TestApplication;
let guest: Guest;
let habitId: string;
beforeAll(async () => {
  application = await aTestApplication();
  guest = await application.aGuest();
  habitId = (await aHabit(guest)).id;
});
afterAll(() => application.close());

/** The default limit. */
const LIMIT = 10_000;
const YEAR = 'from: "2025-06-02", to: "2026-06-01"';

/** The query, with its cost selected as well. */
const asking = (query: string) => query.replace(/^(query[^{]*)?\{/m, "$& rateLimit { cost } ");

/** The cost of a query that is served, as the server counts it, less the cost of selecting the cost. */
async function cost(query: string, variables: object = {}): Promise<number> {
  const { data, errors } = await guest.ask(asking(query), variables);
  expect(errors).toEqual([]);
  return data.rateLimit.cost - 2;
}

const ofAll = (selection: string) => `{ viewer { habits(first: 40) { nodes { id ${selection} } } } }`;

describe("a query of habits that costs too much", () => {
  it.each([
    [
      "the year and the statistics of all",
      "year { stepMinutes } stats(span: { months: 12 }) { totalMinutes daily { date minutes } }",
    ],
    [
      "four years of all as heat maps",
      [2022, 2023, 2024, 2025]
        .map((year) => `y${year}: year(to: "${year}-06-01") { minutes steps skipped }`)
        .join(" "),
    ],
    ["a year of all day by day", `days(${YEAR}) { date minutes }`],
    ["twelve months of all day by day", "stats(span: { months: 12 }) { daily { date minutes } }"],
    [
      "years of all, even without their dates",
      Array.from({ length: 25 }, (_, year) => `y${year}: year(to: "${2000 + year}-06-01") { from }`).join(
        " ",
      ),
    ],
    ["all with a page of a hundred logs each", "logs(first: 100) { nodes { id note habit { id } } }"],
  ])("is refused: %s", async (_what, selection) => {
    const { data, errors, status } = await guest.ask(ofAll(selection));
    expect([data ?? null, status]).toEqual([null, 400]);
    expect(errors).toMatchObject([{ extensions: { code: "QUERY_TOO_LARGE" } }]);
    expect(errors[0]?.message).toMatch(/costs \d+; at most 10000 is allowed/);
  });
});

describe("the cost of dates", () => {
  it("grows with their number and the fields selected on each", async () => {
    const week = 'days(from: "2026-06-01", to: "2026-06-07")';
    // viewer 1, habits 1, forty times: nodes 1, id 1, days 1 + 1 for the reading and one for each date's field.
    expect(await cost(ofAll(`${week} { date }`))).toBe(2 + 40 * (2 + 2 + 7));
    expect(await cost(ofAll(`${week} { date minutes }`))).toBe(2 + 40 * (2 + 2 + 14));
    expect(await cost(ofAll('days(from: "2026-06-01", to: "2026-06-30") { date }'))).toBe(
      2 + 40 * (2 + 3 + 30),
    );
    expect(await cost(ofAll("stats { daily { date minutes } }"))).toBe(2 + 40 * (2 + 2 + 1 + 20));
  });

  it("depends on the variables of each request, whatever was sent before", async () => {
    const stats =
      "query ($days: Int!) { viewer { habits(first: 40) { nodes { stats(span: { days: $days }) { daily { date minutes } } } } } }";
    const dates =
      "query ($from: Date!, $to: Date!) { viewer { habits(first: 40) { nodes { days(from: $from, to: $to) { date minutes } } } } }";
    const to = "2026-06-01";
    for (const [query, few, many] of [
      [stats, { days: 1 }, { days: 371 }],
      [dates, { from: to, to }, { from: "2025-06-02", to }],
    ] as const) {
      expect(await cost(query, few)).toBeLessThan(LIMIT / 5);
      expect((await guest.ask(asking(query), many)).errors).toMatchObject([
        { extensions: { code: "QUERY_TOO_LARGE" } },
      ]);
    }
  });

  it("leaves values out of range to validation", async () => {
    const ofOne = (selection: string) => `{ node(id: "${habitId}") { ... on Habit { ${selection} } } }`;
    for (const [selection, message] of [
      ['days(from: "2026-06-02", to: "2026-06-01") { date }', /before from/],
      ['days(from: "1970-01-01", to: "2026-06-01") { date minutes state }', /At most 371 days/],
      ["stats(span: { days: 1000000 }) { daily { date } }", /From 1 to 371 days/],
      ["stats(span: { days: 0 }) { from }", /From 1 to 371 days/],
      ["stats(span: { days: 7, months: 1 }) { from }", /exactly one key/i],
      ["stats(span: { months: 13 }) { from }", /From 1 to 12 months/],
    ] as const) {
      const { errors } = await guest.ask(ofOne(selection));
      expect(errors[0]?.extensions.code, selection).toBe("BAD_USER_INPUT");
      expect(errors[0]?.message).toMatch(message);
    }
  });
});

describe("the page of habits", () => {
  const folder = new URL("../../../web/src/habits/", import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const document = files
    .filter((file) => file.endsWith(".graphql"))
    .map((file) => readFileSync(new URL(file, folder), "utf8"))
    .join("\n");
  const operations = Object.entries(separateOperations(parse(document)));
  const queries = operations.map(([name, query]) => [name, print(query)] as const);
  const reading = queries.filter(([, text]) => /^query/m.test(text));

  it("has the expected queries", () => {
    expect(reading.map(([name]) => name)).toEqual(expect.arrayContaining(["HabitWeek", "HabitDetail"]));
  });

  it.each(reading)("spends less than a third of the limit on %s", async (_name, query) => {
    const variables = { id: habitId, from: "2026-06-01", to: "2026-06-07", first: 50 };
    expect(await cost(query, variables)).toBeLessThan(LIMIT / 3);
  });
});
