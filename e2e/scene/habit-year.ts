import { expect, type Locator, type Page } from "@playwright/test";
import { aHabit, daysAgo } from "./habits.ts";
import type { Person } from "./person.ts";

/** The server's maximum number of mutations in one request. */
const AT_ONCE = 25;

/** Logs minutes on many days, each given as days ago and minutes. */
export async function loggedDays(
  person: Person,
  habitId: string,
  days: readonly (readonly [ago: number, minutes: number])[],
): Promise<void> {
  for (let from = 0; from < days.length; from += AT_ONCE) {
    const fields = days.slice(from, from + AT_ONCE).map(([ago, minutes], index) => {
      const input = `{ habitId: $id, date: "${daysAgo(person, ago)}", minutes: ${minutes} }`;
      return `log${index}: logHabit(input: ${input}) { __typename }`;
    });
    const answer = await person.ask(`mutation ($id: ID!) { ${fields.join(" ")} }`, { id: habitId });
    for (const made of Object.values(answer)) expect(made).toEqual({ __typename: "LogHabitPayload" });
  }
}

/** Skips days, each given as days ago. */
async function skippedDays(person: Person, habitId: string, days: readonly number[]): Promise<void> {
  const fields = days.map((ago, index) => {
    const input = `{ habitId: $id, date: "${daysAgo(person, ago)}" }`;
    return `skip${index}: skipHabit(input: ${input}) { __typename }`;
  });
  await person.ask(`mutation ($id: ID!) { ${fields.join(" ")} }`, { id: habitId });
}

/** Minutes of the last seven days, today first, as in the mock-ups: 210 in total. */
const LAST_WEEK = [10, 31, 42, 30, 35, 30, 32] as const;

/** A Reading habit with 60 days and a goal of 30 minutes: met on the last 18 days, today not yet. @returns its id */
export async function sixtyDaysOfReading(person: Person): Promise<string> {
  const goal = { kind: "AT_LEAST", minutes: 30 } as const;
  const id = await aHabit(person, { name: "Reading", category: "Mind", goal });
  const days = Array.from({ length: 60 }, (_, ago) => {
    const minutes = LAST_WEEK[ago] ?? (ago <= 18 ? 30 : ago === 19 ? 5 : 20);
    return [ago, minutes] as const;
  });
  await loggedDays(
    person,
    id,
    days.filter(([ago]) => ago < 30 || ago > 34),
  );
  await skippedDays(person, id, [30, 31, 32, 33, 34]);
  return id;
}

/** The card of the habit whose details are shown. */
export const detailOf = (page: Page, name: string): Locator =>
  page.getByRole("region", { name, exact: true });

/** One number on that card: its value, then its note. */
export const numberOf = (page: Page, name: string, label: string): Locator =>
  detailOf(page, name)
    .locator("dl > div")
    .filter({ has: page.getByRole("term").getByText(label, { exact: true }) })
    .getByRole("definition");

export const heatMap = (page: Page): Locator => page.getByRole("region", { name: "Year heat map" });

export const yearChart = (page: Page): Locator => page.getByRole("region", { name: "Chart of 12 months" });

/** The tooltip at the chosen point of a chart. */
export const tipIn = (chart: Locator): Locator => chart.getByRole("status");

/** Chooses an entry in the habit's menu. */
export async function chooseInMenu(page: Page, name: string, entry: string): Promise<void> {
  await page.getByRole("button", { name: `More for ${name}` }).click();
  await page.getByRole("button", { name: entry }).click();
}

/** A date `ago` days before the person's today as displayed: "Friday, 20 November", with the year if it differs. */
export function spoken(person: Person, ago: number): string {
  const [date, today] = [daysAgo(person, ago), daysAgo(person, 0)];
  const of = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).format(new Date(date));
  const day = `${of({ weekday: "long" })}, ${of({ day: "numeric", month: "long" })}`;
  return date.slice(0, 4) === today.slice(0, 4) ? day : `${day} ${date.slice(0, 4)}`;
}
