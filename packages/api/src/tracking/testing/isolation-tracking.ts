import {
  type Asker,
  byId,
  FOLLOWED,
  type IsolationOfRoom,
  mutation,
  nodeOf,
  OWN,
  type Owner,
  ofUser,
  type Row,
  signedIn,
  type Told,
} from "../../testing/isolation.ts";
import { minutesAfter, pressForSession } from "./tracking-requests.ts";

const dateOf = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const ONES_OWN = { ...OWN, guest: "null", other: "null", admin: "null" };

const READINGS: readonly Row[] = [
  ofUser(
    "activeSession",
    `activeSession { id key questions { nodes { id session { id } } }
    events { nodes { id question { id } session { id } } } }`,
  ),
  ofUser("day", "day { id questionCount averageTargetSeconds sessions { session { id key } } }"),
  ofUser(
    "days",
    `days(from: "${dateOf(-1)}", to: "${dateOf(1)}") { questionCount averageTargetSeconds sessions { session { id } } }`,
  ),
  ofUser(
    "month",
    `month(month: "${new Date().toISOString().slice(0, 7)}") { date questionCount averageTargetSeconds }`,
  ),
  {
    of: "User.workSession",
    document:
      "query ($id: ID!) { viewer { it: workSession(id: $id) { id key questions { nodes { id } } } } }",
    variables: ({ ids }) => ({ id: ids.WorkSession }),
    id: { type: "WorkSession" },
    gets: ONES_OWN,
  },
  {
    of: "User.workSessionByKey",
    document: "query ($key: UUID!) { viewer { it: workSessionByKey(key: $key) { id startedAt } } }",
    variables: ({ words }) => ({ key: words.endedKey }),
    gets: ONES_OWN,
  },
  ofUser("week", "week { questionCount averageTargetSeconds days { id sessions { session { id } } } }"),
  ofUser("workSessions", "workSessions { nodes { id key questions { nodes { id } } } edges { cursor } }"),
  ...["DaySummary", "Question", "TrackerEvent", "WorkSession"].map((type) => nodeOf(type)),
];

const FAILURE = "... on Error { message }";
const undo = (name: string, type: string) => (owner: Owner) =>
  owner.ask(`mutation ($id: ID!) { ${name}(input: { id: $id }) { __typename } }`, { id: owner.ids[type] });
const next = ({ words }: Owner) => ({ type: "NEXT", sessionKey: words.activeKey });
const recorded = signedIn("NotFound", "NotFound", "NotFound", "RecordEventPayload");

const CHANGES: readonly Row[] = [
  byId(
    "deleteQuestion",
    "Question",
    { owner: "DeleteQuestionPayload" },
    `... on DeleteQuestionPayload { session { id } } ${FAILURE}`,
  ),
  byId(
    "deleteWorkSession",
    "WorkSession",
    { owner: "DeleteWorkSessionPayload" },
    `... on DeleteWorkSessionPayload { deletedId user { id } } ${FAILURE}`,
  ),
  mutation("recordEvent", next, recorded, {}, `... on RecordEventPayload { session { id } } ${FAILURE}`),
  mutation(
    "recordEvents",
    (owner) => ({ events: [next(owner)] }),
    recorded,
    {},
    `... on RecordEventsPayload { results { __typename ${FAILURE}
      ... on RecordEventPayload { session { id } } } session { id } }`,
  ),
  // The owner gets ReopenTooLate, which shows that the session was found.
  byId("reopenWorkSession", "WorkSession", { owner: "ReopenTooLate" }, FAILURE),
  byId(
    "restoreQuestion",
    "Question",
    { owner: "RestoreQuestionPayload" },
    `... on RestoreQuestionPayload { question { id } } ${FAILURE}`,
    { before: undo("deleteQuestion", "Question") },
  ),
  byId(
    "restoreWorkSession",
    "WorkSession",
    { owner: "RestoreWorkSessionPayload" },
    `... on RestoreWorkSessionPayload { session { id } } ${FAILURE}`,
    { before: undo("deleteWorkSession", "WorkSession") },
  ),
];

let minutes = -25;
/** Each press is later than the last, whoever presses. */
function pressNext(person: Asker): Promise<unknown> {
  minutes += 0.05;
  return pressForSession(person, "NEXT", { occurredAt: minutesAfter(Date.now(), minutes) });
}

/** Compares with the asker's session or day, whose numbers each press changes. */
async function isLastPress(told: Told, asker: Asker): Promise<boolean> {
  const { viewer } = (await asker.ask("{ viewer { day { questionCount } activeSession { version } } }")).data;
  const isNewest = told.session?.version === viewer.activeSession.version;
  return isNewest || told.questionCount === viewer.day.questionCount;
}

const PRESSED = { gets: FOLLOWED, act: pressNext, isLast: isLastPress };

const LAST_SESSIONS = `{ viewer { day { id } workSessions(last: 1) { nodes { questions { nodes { id } } events { nodes { id } } } } } }`;

export const TRACKING_ISOLATION: IsolationOfRoom = {
  readings: READINGS,
  changes: CHANGES,
  subscriptions: [
    {
      of: "Subscription.dayChanged",
      document:
        "subscription { it: dayChanged { questionCount averageTargetSeconds sessions { session { id } } } }",
      ...PRESSED,
    },
    {
      of: "Subscription.workSessionChanged",
      document: "subscription { it: workSessionChanged { kind deletedId session { id key version } } }",
      ...PRESSED,
    },
  ],
  /** A session that an EXIT ended, with questions of 10 and 20 minutes, and a running one. */
  async give(_application, person, _name, until) {
    const at = (minutes: number) => ({ occurredAt: minutesAfter(until - 7_200_000, minutes) });
    await pressForSession(person, "NEXT", at(0));
    await pressForSession(person, "NEXT", at(10));
    const ended = await pressForSession(person, "EXIT", at(30));
    await pressForSession(person, "NEXT", at(60));
    const active = await pressForSession(person, "NEXT", at(90));
    const { viewer } = (await person.ask(LAST_SESSIONS)).data;
    const [session] = viewer.workSessions.nodes;
    return {
      ids: {
        DaySummary: viewer.day.id,
        WorkSession: ended.id,
        Question: session.questions.nodes[0].id,
        TrackerEvent: session.events.nodes[0].id,
      },
      words: { endedKey: ended.key, activeKey: active.key, activeId: active.id },
    };
  },
  async giveOther(person, index) {
    const at = (minutes: number) => ({ occurredAt: minutesAfter(Date.now(), minutes - index) });
    await pressForSession(person, "NEXT", at(-31));
    await pressForSession(person, "NEXT", at(-30));
  },
};
