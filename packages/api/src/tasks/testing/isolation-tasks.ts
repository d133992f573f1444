import {
  type Asker,
  FOLLOWED,
  type FollowedRow,
  type IsolationOfRoom,
  mutation,
  nodeOf,
  type Outcome,
  OWN,
  ofUser,
  type Row,
  signedIn,
  type Told,
} from "../../testing/isolation.ts";
import { askTimer, aTask, aTaskThatRan } from "./task-requests.ts";

const READINGS: readonly Row[] = [
  ofUser("activeTimers", "activeTimers { id runId run { id } task { id title } lastRun { id } }"),
  ofUser("pomodoroPlan", "pomodoroPlan { workSeconds }"),
  {
    of: "User.task",
    document: "query ($id: ID!) { viewer { it: task(id: $id) { id title timer { id } } } }",
    variables: ({ ids }) => ({ id: ids.Task }),
    id: { type: "Task" },
    gets: { ...OWN, guest: "null", other: "null", admin: "null" },
  },
  ofUser("taskTotals", "taskTotals { open openSeconds }"),
  ofUser("tasks", "tasks { nodes { id title timer { id } runs { nodes { id } } } edges { cursor } }"),
  ofUser("timerDays", "timerDays { date runCount ranSeconds }"),
  ofUser("timerRuns", "timerRuns { nodes { id task { id } } edges { cursor } }"),
  ...["Task", "Timer", "TimerRun"].map((type) => nodeOf(type)),
];

const TIMER = "timer { id runId task { id title } }";

/** A mutation of the owner's task. @param told the selection of its payload @param owner what the owner gets */
function aboutTask(name: string, input: object, told: string, owner: Outcome, more: Partial<Row> = {}): Row {
  const key = name.endsWith("Timer") ? "taskId" : "id";
  const payload = `${name.charAt(0).toUpperCase()}${name.slice(1)}Payload`;
  const asked = `... on ${payload} { ${told} } ... on Error { message }`;
  const gets = signedIn("NotFound", "NotFound", "NotFound", owner);
  return mutation(name, ({ ids }) => ({ [key]: ids.Task, ...input }), gets, more, asked);
}

const first = (name: string) => (person: Asker & { readonly ids: Readonly<Record<string, string>> }) =>
  askTimer(person, name, person.ids.Task ?? "");

// The owner's timer is paused.
const CHANGES: readonly Row[] = [
  mutation(
    "announceTimerRun",
    ({ ids }) => ({ runId: ids.TimerRun, deviceId: "018f6d7e-3f7c-7cc2-a3c1-2f6f1f6d0a14" }),
    signedIn("NotFound", "NotFound", "NotFound", "AnnounceTimerRunPayload"),
    {},
    "... on AnnounceTimerRunPayload { isChosen run { id } } ... on Error { message }",
  ),
  mutation(
    "createTask",
    () => ({ title: "Mine" }),
    signedIn("CreateTaskPayload", "CreateTaskPayload", "CreateTaskPayload", "CreateTaskPayload"),
    {},
    "... on CreateTaskPayload { task { id timer { id } } }",
  ),
  mutation(
    "updatePomodoroPlan",
    () => ({ workSeconds: 600 }),
    signedIn(
      "UpdatePomodoroPlanPayload",
      "UpdatePomodoroPlanPayload",
      "UpdatePomodoroPlanPayload",
      "UpdatePomodoroPlanPayload",
    ),
    {},
    "... on UpdatePomodoroPlanPayload { plan { workSeconds } }",
  ),
  aboutTask("deleteTask", {}, "deletedId user { id }", "DeleteTaskPayload"),
  aboutTask("extendTimer", { seconds: 60 }, TIMER, "ExtendTimerPayload"),
  aboutTask("pauseTimer", {}, TIMER, "PauseTimerPayload", { before: first("resumeTimer") }),
  aboutTask("resetTimer", {}, TIMER, "ResetTimerPayload", { before: first("stopTimer") }),
  aboutTask("restoreTask", {}, "task { id title }", "RestoreTaskPayload", {
    before: (owner) =>
      owner.ask("mutation ($id: ID!) { deleteTask(input: { id: $id }) { __typename } }", {
        id: owner.ids.Task,
      }),
  }),
  aboutTask("resumeTimer", {}, TIMER, "ResumeTimerPayload"),
  aboutTask("startTimer", {}, TIMER, "StartTimerPayload", { before: first("stopTimer") }),
  aboutTask("stopTimer", {}, TIMER, "StopTimerPayload"),
  aboutTask("updateTask", { title: "Theirs" }, "task { id title }", "UpdateTaskPayload"),
];

const TASK = "{ viewer { tasks(first: 1) { nodes { id timer { status version } } } } }";
const taskOf = async (person: Asker): Promise<Told> => (await person.ask(TASK)).data.viewer.tasks.nodes[0];

/** Resumes the person's first timer, or pauses it. */
async function pressTimer(person: Asker): Promise<void> {
  const { id, timer } = await taskOf(person);
  await askTimer(person, timer.status === "RUNNING" ? "pauseTimer" : "resumeTimer", id);
}

const OPEN = "{ viewer { taskTotals { open } } }";

const SUBSCRIPTIONS: readonly FollowedRow[] = [
  {
    of: "Subscription.tasksChanged",
    document: `subscription { it: tasksChanged { kind deletedId task { id title }
      user { id tasks(first: 100) { nodes { id title } } } } }`,
    gets: FOLLOWED,
    act: (person) => aTask(person),
    isLast: async ({ user: { tasks } }, asker) =>
      tasks.nodes.length === (await asker.ask(OPEN)).data.viewer.taskTotals.open,
  },
  {
    of: "Subscription.timerChanged",
    document:
      "subscription { it: timerChanged { kind deletedId taskId timer { id version runId task { id title } } } }",
    gets: FOLLOWED,
    act: pressTimer,
    isLast: async ({ timer }, asker) => timer.version === (await taskOf(asker)).timer.version,
  },
  {
    of: "Subscription.timerTicks",
    document:
      "subscription ($id: ID!) { it: timerTicks(taskId: $id) { timerId timer { id } status remainingSeconds } }",
    variables: ({ ids }) => ({ id: ids.Task }),
    gets: { ...FOLLOWED, guest: "NOT_FOUND", other: "NOT_FOUND", admin: "NOT_FOUND" },
    act: pressTimer,
    isLast: async ({ status }, asker) => status === (await taskOf(asker)).timer.status,
  },
];

const PLAN = `mutation ($input: UpdatePomodoroPlanInput!) { updatePomodoroPlan(input: $input) { __typename } }`;

export const TASKS_ISOLATION: IsolationOfRoom = {
  readings: READINGS,
  changes: CHANGES,
  subscriptions: SUBSCRIPTIONS,
  async give(_application, person, name) {
    await person.ask(PLAN, { input: { workSeconds: 1357 } });
    return { ids: await aTaskThatRan(person, `Laundry of ${name}`, 1234), words: {} };
  },
  giveOther: (person, index) => aTaskThatRan(person, `Nothing ${index}`, 60 + index),
};
