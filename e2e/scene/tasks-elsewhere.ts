import type { Answer, Person } from "./person.ts";

/** A person's timer as read over the API. */
export interface ToldTimer {
  readonly status: string;
  readonly lengthSeconds: number | null;
  readonly task: { readonly id: string; readonly title: string };
}

const CREATE = `mutation ($title: String!, $timerSeconds: Float) {
  createTask(input: { title: $title, timerSeconds: $timerSeconds }) { ... on CreateTaskPayload { task { id } } }
}`;
const ACTIVE = "{ viewer { activeTimers { status lengthSeconds task { id title } } } }";

/** Creates a task. @param seconds its timer's length, or null @returns its id */
export async function aTask(person: Person, title: string, seconds: number | null): Promise<string> {
  return (await person.ask(CREATE, { title, timerSeconds: seconds })).createTask.task.id;
}

/** Sends a mutation for a task's timer from another client, such as `startTimer` or `pauseTimer`. */
export async function askTimer(person: Person, field: string, input: object): Promise<Answer> {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { answer: ${field}(input: $input) { __typename } }`;
  return (await person.ask(query, { input })).answer;
}

/** A person's active timers, in the server's order. */
export async function activeTimers(person: Person): Promise<readonly ToldTimer[]> {
  return (await person.ask(ACTIVE)).viewer.activeTimers;
}

/** The title and status of each active timer: "Calibration quiz RUNNING". */
export async function timerStates(person: Person): Promise<string[]> {
  return (await activeTimers(person)).map(({ status, task }) => `${task.title} ${status}`);
}
