import type { Answer, Guest } from "../../testing/application.ts";

/** A client with any credential. */
type Asker = Pick<Guest, "ask">;

const TIMER = `id version status lengthSeconds runId startedAt endsAt pausedAt endedAt remainingSeconds
  phase worksDone serverTime task { id title ranSeconds } lastRun { id endReason endedAt ranSeconds }`;
const TASK = `id version title description position timerSeconds ranSeconds completedAt timer { ${TIMER} }`;
const ISSUES = "... on InvalidInputError { issues { path code message } }";
const FORMS = ["createTask", "updateTask", "startTimer", "extendTimer"];

const capitalised = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** The mutation's one field. Throws if the request failed. */
function itOf({ data, errors }: Answer) {
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.it;
}

/** The result of createTask, updateTask, deleteTask or restoreTask: its payload or an expected failure. */
export async function askTask(guest: Asker, name: string, input: object) {
  const type = capitalised(name);
  const made = name === "deleteTask" ? "deletedId" : `task { ${TASK} }`;
  const document = `mutation ($input: ${type}Input!) { it: ${name}(input: $input) { __typename
    ... on ${type}Payload { ${made} } ... on Error { message } ${FORMS.includes(name) ? ISSUES : ""} } }`;
  return itOf(await guest.ask(document, { input }));
}

/** The result of startTimer, pauseTimer, resumeTimer, extendTimer, stopTimer or resetTimer. */
export async function askTimer(guest: Asker, name: string, taskId: string, more: object = {}) {
  const type = capitalised(name);
  const document = `mutation ($input: ${type}Input!) { it: ${name}(input: $input) { __typename
    ... on ${type}Payload { timer { ${TIMER} } } ... on Error { message }
    ... on TimerConflict { timer { ${TIMER} } } ${FORMS.includes(name) ? ISSUES : ""} } }`;
  return itOf(await guest.ask(document, { input: { taskId, ...more } }));
}

/** A new task. @param seconds its timer's length; null: none */
export async function aTask(guest: Asker, title = "Ads review", seconds: number | null = 1500) {
  return (await askTask(guest, "createTask", { title, timerSeconds: seconds })).task;
}

/** A task as it is now; null: it does not exist. */
export async function theTask(guest: Asker, id: string) {
  const { data } = await guest.ask(`query ($id: ID!) { node(id: $id) { ... on Task { ${TASK} } } }`, { id });
  return data.node;
}

/** Titles of the open tasks, or the completed ones, in their order. */
export async function titles(guest: Asker, completed = false): Promise<string[]> {
  const document = `query ($completed: Boolean) { viewer { tasks(filter: { completed: $completed }, first: 100) {
    nodes { title position } } } }`;
  const { data } = await guest.ask(document, { completed });
  return data.viewer.tasks.nodes.map(({ title }: { title: string }) => title);
}

/** A task whose timer is paused in its second run. @returns the global ids of task, timer and first run by type */
export async function aTaskThatRan(guest: Asker, title: string, seconds: number) {
  const { id } = await aTask(guest, title, seconds);
  await askTimer(guest, "startTimer", id);
  const { timer } = await askTimer(guest, "stopTimer", id);
  await askTimer(guest, "startTimer", id);
  await askTimer(guest, "pauseTimer", id);
  return { Task: id as string, Timer: timer.id as string, TimerRun: timer.runId as string };
}
