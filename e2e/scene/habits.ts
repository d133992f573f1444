import { expect, type Locator, type Page } from "@playwright/test";
import { dateIn } from "./afternoon.ts";
import type { Answer, Person } from "./person.ts";

/** The API input for a habit. */
export interface WantedHabit {
  readonly name: string;
  readonly category?: string;
  readonly colour?: string;
  readonly goal?: { readonly kind: "AT_LEAST" | "AT_MOST"; readonly minutes: number };
  readonly schedule?: { readonly weekdays?: readonly string[]; readonly timesAWeek?: number };
}

const CREATE = `mutation ($input: CreateHabitInput!) {
  createHabit(input: $input) { ... on CreateHabitPayload { habit { id } } ... on Error { message } }
}`;
const LOG = `mutation ($input: LogHabitInput!) {
  logHabit(input: $input) { ... on LogHabitPayload { log { id } } ... on Error { message } }
}`;
const SKIP = `mutation ($input: SkipHabitInput!) { skipHabit(input: $input) { __typename ... on Error { message } } }`;
const WEEK_START = `mutation ($weekStart: Weekday!) { updateProfile(input: { weekStart: $weekStart }) { __typename } }`;

const DAY_MS = 86_400_000;

/** Creates a habit. @returns its id */
export async function aHabit(person: Person, input: WantedHabit): Promise<string> {
  const { createHabit } = await person.ask(CREATE, { input });
  expect(createHabit.message, "the habit was made").toBeUndefined();
  return createHabit.habit.id;
}

/** The date `days` days before the person's today; 0 is today. */
export const daysAgo = (person: Person, days: number): string =>
  dateIn(person.timezone, Date.now() - days * DAY_MS);

/** Logs minutes on the day `ago` days ago. */
export async function logged(person: Person, habitId: string, ago: number, minutes: number): Promise<Answer> {
  const { logHabit } = await person.ask(LOG, { input: { habitId, date: daysAgo(person, ago), minutes } });
  expect(logHabit.message, "the minutes were logged").toBeUndefined();
  return logHabit.log;
}

/** Skips the day `ago` days ago. */
export async function skipped(person: Person, habitId: string, ago: number): Promise<void> {
  const { skipHabit } = await person.ask(SKIP, { input: { habitId, date: daysAgo(person, ago) } });
  expect(skipHabit.message, "the day was skipped").toBeUndefined();
}

/** Sets the week start so that the current week ends in `days` days; 0 makes today the last day of the week. */
export async function weekEndsIn(person: Person, days: number): Promise<void> {
  const first = daysAgo(person, 6 - days);
  const weekday = new Intl.DateTimeFormat("en", { weekday: "long", timeZone: "UTC" }).format(new Date(first));
  await person.ask(WEEK_START, { weekStart: weekday.toUpperCase() });
}

/** Five habits in a week whose fifth day is today, as in the mock-ups. */
export async function aWeekOfHabits(person: Person): Promise<void> {
  await weekEndsIn(person, 2);
  const weekdayOf = (ago: number) =>
    new Intl.DateTimeFormat("en", { weekday: "long", timeZone: "UTC" })
      .format(new Date(daysAgo(person, ago)))
      .toUpperCase();
  const atLeast = (minutes: number) => ({ kind: "AT_LEAST", minutes }) as const;
  const reading = await aHabit(person, { name: "Reading", category: "Mind", goal: atLeast(30) });
  const stretch = await aHabit(person, {
    name: "Stretch",
    category: "Body",
    colour: "TEAL",
    goal: atLeast(10),
  });
  const run = await aHabit(person, {
    name: "Run",
    category: "Body",
    colour: "AMBER",
    schedule: { timesAWeek: 3 },
  });
  const social = await aHabit(person, {
    name: "Social media",
    category: "Mind",
    colour: "ROSE",
    goal: { kind: "AT_MOST", minutes: 20 },
  });
  const piano = await aHabit(person, {
    name: "Piano",
    category: "Craft",
    colour: "BLUE",
    schedule: { weekdays: [weekdayOf(3), weekdayOf(1), weekdayOf(6)] },
  });
  const weeks: readonly (readonly [string, readonly (readonly [number, number])[]])[] = [
    [
      reading,
      [
        [4, 35],
        [3, 30],
        [2, 42],
        [1, 31],
        [0, 10],
        [5, 30],
        [6, 32],
        [9, 45],
        [12, 20],
        [40, 60],
      ],
    ],
    [
      stretch,
      [
        [4, 12],
        [3, 10],
        [1, 10],
        [0, 15],
      ],
    ],
    [
      run,
      [
        [4, 28],
        [2, 31],
      ],
    ],
    [
      social,
      [
        [4, 14],
        [3, 8],
        [2, 38],
        [1, 12],
        [0, 5],
      ],
    ],
    [
      piano,
      [
        [3, 20],
        [1, 25],
      ],
    ],
  ];
  for (const [id, days] of weeks) for (const [ago, minutes] of days) await logged(person, id, ago, minutes);
  await skipped(person, stretch, 2);
}

/** Opens the Habits page and waits until the habits are loaded. */
export async function openHabits(page: Page): Promise<void> {
  await page.goto("/habits");
  await expect(page.getByRole("grid", { name: "Minutes of the week" })).toBeVisible();
}

/** The rows of the week, without the header row. */
export const habitRows = (page: Page): Locator =>
  page.getByRole("grid", { name: "Minutes of the week" }).locator("tbody").getByRole("row");

export const habitRow = (page: Page, name: string): Locator =>
  habitRows(page).filter({ has: page.getByRole("link", { name, exact: true }) });

/** The names of the habits in the week, in order. */
export const habitNames = (page: Page): Locator => habitRows(page).getByRole("link");

/** A cell by its zero-based place in the week. */
export const cellOf = (page: Page, name: string, place: number): Locator =>
  habitRow(page, name).locator("[data-part=cell]").nth(place);

/** A habit's streak in the grid: "7 days best 7 days". */
export const streakOf = (page: Page, name: string): Locator =>
  habitRow(page, name).getByRole("gridcell").last();
