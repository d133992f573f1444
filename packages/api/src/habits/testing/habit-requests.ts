import type { Answer, Guest } from "../../testing/application.ts";

/** A client with any credential. */
type Asker = Pick<Guest, "ask">;

const GOAL = "goal { kind minutes } schedule { weekdays timesAWeek }";
const HABIT = `id version name category colour ${GOAL} position madeOn archivedAt stopwatchStartedAt firstLoggedOn
  logCount streak { current best unit } links { id source task { id } }`;
const LOG = "id version date minutes note origin sourceId habit { id }";
const ISSUES = "... on InvalidInputError { issues { path code message } }";
const FULL = "... on HabitDayFull { date loggedMinutes }";

const PAYLOADS: Readonly<Record<string, string>> = {
  createHabit: `habit { ${HABIT} }`,
  updateHabit: `habit { ${HABIT} }`,
  deleteHabit: "deletedId",
  logHabit: `log { ${LOG} } habit { ${HABIT} }`,
  updateHabitLog: `log { ${LOG} } habit { ${HABIT} }`,
  restoreHabitLog: `log { ${LOG} } habit { ${HABIT} }`,
  deleteHabitLog: "deletedId",
  skipHabit: `habit { ${HABIT} }`,
  startHabitStopwatch: `habit { ${HABIT} }`,
  stopHabitStopwatch: `habit { ${HABIT} } log { ${LOG} }`,
  linkHabit: "link { id source task { id } }",
  unlinkHabit: "deletedId",
};
const FORMS = ["createHabit", "updateHabit", "logHabit", "updateHabitLog", "skipHabit", "linkHabit"];
const FILLING = ["updateHabit", "logHabit", "updateHabitLog", "restoreHabitLog", "stopHabitStopwatch"];

const capitalised = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** The result of one of the habits' mutations: its payload or an expected failure. Throws if the request fails. */
export async function askHabit(person: Asker, name: string, input: object) {
  const { data, errors } = await askHabitRaw(person, name, input);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.it;
}

/** The same, with the response's errors. */
export function askHabitRaw(person: Asker, name: string, input: object): Promise<Answer> {
  const type = capitalised(name);
  const document = `mutation ($input: ${type}Input!) { it: ${name}(input: $input) { __typename
    ... on ${type}Payload { ${PAYLOADS[name]} } ... on Error { message }
    ${FORMS.includes(name) ? ISSUES : ""} ${FILLING.includes(name) ? FULL : ""} } }`;
  return person.ask(document, { input });
}

/** A new habit; with a name alone, a daily one that any minutes meet. */
export async function aHabit(person: Asker, name = "Reading", more: object = {}) {
  const it = await askHabit(person, "createHabit", { name, ...more });
  if (it.__typename !== "CreateHabitPayload") throw new Error(JSON.stringify(it));
  return it.habit;
}

/** A new log. */
export async function aLog(person: Asker, habitId: string, date: string, minutes: number) {
  const it = await askHabit(person, "logHabit", { habitId, date, minutes });
  if (it.__typename !== "LogHabitPayload") throw new Error(JSON.stringify(it));
  return it.log;
}

/** A habit as it is now, with what `more` selects of it. */
export async function theHabit(person: Asker, id: string, more = "") {
  const document = `query ($id: ID!) { node(id: $id) { ... on Habit { ${HABIT} ${more} } } }`;
  const { data, errors } = await person.ask(document, { id });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.node;
}

/** The person's habits in their order, with what `selection` selects of each. */
export async function theHabits(person: Asker, selection: string, archived = false) {
  const document = `query ($archived: Boolean) { viewer {
    habits(filter: { archived: $archived }, first: 100) { nodes { ${selection} } } } }`;
  const { data, errors } = await person.ask(document, { archived });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.viewer.habits.nodes;
}

/**
 * A habit with minutes, a skipped date, a running stopwatch, and a linked task that adds no minutes.
 *
 * @returns global ids by their type's name
 */
export async function aHabitInUse(person: Asker, name: string, taskId: string) {
  const goal = { kind: "AT_LEAST", minutes: 20 };
  const { id: habitId } = await aHabit(person, name, { category: `${name} and such`, goal });
  const log = await aLog(person, habitId, "2026-06-02", 25);
  await askHabit(person, "skipHabit", { habitId, date: "2026-06-03" });
  await askHabit(person, "startHabitStopwatch", { habitId });
  const { link } = await askHabit(person, "linkHabit", { habitId, source: "TASK", taskId });
  return { Habit: habitId as string, HabitLog: log.id as string, HabitLink: link.id as string };
}
