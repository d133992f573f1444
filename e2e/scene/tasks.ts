import { expect, type Locator, type Page } from "@playwright/test";
import type { Person } from "./person.ts";

/** The API input for a task; lengths in seconds. */
export interface WantedTask {
  readonly title: string;
  readonly description?: string;
  readonly timerSeconds?: number;
}

/** Five tasks with a total of two hours and ten minutes, one of them without a length. */
export const FIVE_TASKS: readonly WantedTask[] = [
  { title: "Practice set", description: "Ten pairs from last week", timerSeconds: 2700 },
  { title: "Call the dentist", timerSeconds: 600 },
  { title: "Update the profile", timerSeconds: 900 },
  { title: "Plan next week" },
  { title: "Walk", timerSeconds: 3600 },
];

const CREATE = `mutation ($input: CreateTaskInput!) {
  createTask(input: $input) { ... on CreateTaskPayload { task { id } } ... on Error { message } }
}`;
const START = `mutation ($input: StartTimerInput!) {
  startTimer(input: $input) { ... on StartTimerPayload { timer { id } } ... on Error { message } }
}`;

/** Creates tasks in order. @returns their ids, in order */
export async function someTasks(person: Person, tasks: readonly WantedTask[]): Promise<string[]> {
  const ids: string[] = [];
  for (const input of tasks) ids.push((await person.ask(CREATE, { input })).createTask.task.id);
  return ids;
}

/** Starts a task's timer with the task's own length, unless `more` has `seconds`. */
export async function startTimer(person: Person, taskId: string, more: object = {}): Promise<void> {
  const { startTimer } = await person.ask(START, { input: { taskId, ...more } });
  expect(startTimer.message, "the timer was started").toBeUndefined();
}

const PAUSE = `mutation ($input: PauseTimerInput!) { pauseTimer(input: $input) { __typename } }`;
const COMPLETE = `mutation ($input: UpdateTaskInput!) { updateTask(input: $input) { __typename } }`;

/** Tasks as in the mock-ups: four countdowns, five more to do, and three completed. */
export async function aDayOfTasks(person: Person): Promise<void> {
  const done = await someTasks(person, [
    { title: "Guideline test, part 2" },
    { title: "Back up photos", timerSeconds: 1800 },
    { title: "Weekly team survey", timerSeconds: 900 },
  ]);
  for (const id of done) await person.ask(COMPLETE, { input: { id, completed: true } });
  const [quiz = "", batch = "", invoice = "", laundry = ""] = await someTasks(person, [
    { title: "Calibration quiz", timerSeconds: 1500 },
    { title: "Ads relevance batch", timerSeconds: 5400 },
    { title: "Invoice for October", timerSeconds: 1200 },
    { title: "Laundry", timerSeconds: 2700 },
    {
      title: "Side-by-side practice set",
      description: "Ten pairs from last week’s misses",
      timerSeconds: 2700,
    },
    { title: "Call the dentist", timerSeconds: 600 },
    { title: "Update rater profile", description: "New address and tax form", timerSeconds: 900 },
    { title: "Plan next week’s hours" },
    { title: "Walk", timerSeconds: 3600 },
  ]);
  await startTimer(person, laundry, { seconds: 1 });
  for (const id of [quiz, batch, invoice]) await startTimer(person, id);
  await person.ask(PAUSE, { input: { taskId: invoice } });
}

/** Opens the Tasks page and waits until the tasks are loaded. */
export async function openTasks(page: Page): Promise<void> {
  await page.goto("/tasks");
  await expect(page.getByRole("heading", { name: "Tasks", level: 1 })).toBeVisible();
  await expect(page.getByRole("region", { name: "To do" }).getByRole("paragraph").first()).toHaveText(/\d/);
}

/** The field for new tasks. */
export const quickAdd = (page: Page): Locator => page.getByRole("textbox", { name: "Add a task" });

/** The rows of the open tasks, in order. */
export const todoRows = (page: Page): Locator =>
  page.getByRole("list", { name: "Tasks to do" }).getByRole("listitem");

export const todoRow = (page: Page, title: string): Locator =>
  todoRows(page).filter({ has: page.getByText(title, { exact: true }) });

/** The titles of the open tasks, in order. */
export const todoTitles = (page: Page): Locator => todoRows(page).locator("b");

export const completedRows = (page: Page): Locator =>
  page.getByRole("list", { name: "Completed tasks" }).getByRole("listitem");

/** The card of a countdown. */
export const timerCard = (page: Page, title: string): Locator =>
  page.getByRole("article", { name: title, exact: true });
