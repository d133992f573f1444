import {
  type Asker,
  FOLLOWED,
  type FollowedRow,
  type IsolationOfRoom,
  mutation,
  nodeOf,
  OWN,
  ofUser,
  type Row,
  signedIn,
} from "../../testing/isolation.ts";
import { aHabit, aHabitInUse, aLog, askHabit, theHabits } from "./habit-requests.ts";

const READINGS: readonly Row[] = [
  ofUser("habitCategories", "habitCategories(span: { days: 371 }) { name habitCount totalMinutes }"),
  ofUser(
    "habits",
    `habits { nodes { id name category madeOn firstLoggedOn logCount stopwatchStartedAt streak { current best }
      days(from: "2026-06-01", to: "2026-06-04") { date minutes state } stats { totalMinutes daily { minutes } }
      year { from stepMinutes } logs(first: 5) { nodes { id habit { id } source { ... on Node { id } } } edges { cursor } }
      links { id habit { id } task { id title } } } edges { cursor } }`,
  ),
  {
    of: "User.habit",
    document: "query ($id: ID!) { viewer { it: habit(id: $id) { id name logCount streak { best } } } }",
    variables: ({ ids }) => ({ id: ids.Habit }),
    id: { type: "Habit" },
    gets: { ...OWN, guest: "null", other: "null", admin: "null" },
  },
  ...["Habit", "HabitLog", "HabitLink"].map((type) => nodeOf(type)),
];

const HABIT =
  "habit { id name category logs(first: 5) { nodes { id note } } links { id task { id title } } }";
const LOG = "log { id date minutes habit { id name } }";

type Named = Asker & { readonly ids: Readonly<Record<string, string>> };
const first = (name: string, input: (ids: Named["ids"]) => object) => (owner: Named) =>
  askHabit(owner, name, input(owner.ids));

/** A mutation of something that the owner has. @param key the name of its id in the input @param told its payload */
function about(type: string, key: string, name: string, input: object, told: string, more = {}): Row {
  const payload = `${name.charAt(0).toUpperCase()}${name.slice(1)}Payload`;
  const asked = `... on ${payload} { ${told} } ... on Error { message }`;
  const gets = signedIn("NotFound", "NotFound", "NotFound", payload);
  const id = { type, name: key };
  return mutation(name, ({ ids }) => ({ [key]: ids[type], ...input }), gets, { id, ...more }, asked);
}

// The owner's stopwatch runs, and one of their tasks counts towards the habit.
const CHANGES: readonly Row[] = [
  mutation(
    "createHabit",
    () => ({ name: "Mine" }),
    signedIn("CreateHabitPayload", "CreateHabitPayload", "CreateHabitPayload", "CreateHabitPayload"),
    {},
    `... on CreateHabitPayload { ${HABIT} }`,
  ),
  about("Habit", "id", "deleteHabit", {}, "deletedId user { id }"),
  about("Habit", "id", "updateHabit", { name: "Theirs" }, HABIT),
  about("Habit", "habitId", "linkHabit", { source: "TIMERS" }, "link { id task { id } }"),
  about("Habit", "habitId", "logHabit", { date: "2026-06-02", minutes: 5 }, `${LOG} ${HABIT}`),
  about("Habit", "habitId", "skipHabit", { date: "2026-06-02" }, HABIT),
  about("Habit", "habitId", "startHabitStopwatch", {}, HABIT, {
    before: first("stopHabitStopwatch", ({ Habit }) => ({ habitId: Habit, discard: true })),
  }),
  about("Habit", "habitId", "stopHabitStopwatch", {}, `${HABIT} ${LOG}`),
  about("HabitLink", "id", "unlinkHabit", {}, `deletedId ${HABIT}`),
  about("HabitLog", "id", "deleteHabitLog", {}, `deletedId ${HABIT}`),
  about("HabitLog", "id", "restoreHabitLog", {}, `${LOG} ${HABIT}`, {
    before: first("deleteHabitLog", ({ HabitLog }) => ({ id: HabitLog })),
  }),
  about("HabitLog", "id", "updateHabitLog", { minutes: 5 }, `${LOG} ${HABIT}`),
];

/** Gives the person's first habit another colour. */
async function recolour(person: Asker): Promise<void> {
  const [{ id, colour }] = await theHabits(person, "id colour");
  await askHabit(person, "updateHabit", { id, colour: colour === "TEAL" ? "ROSE" : "TEAL" });
}

const SUBSCRIPTIONS: readonly FollowedRow[] = [
  {
    of: "Subscription.habitsChanged",
    document: `subscription { it: habitsChanged { kind deletedId habit { id version name
      logs(first: 5) { nodes { id } } links { id task { id } } } user { id habits { nodes { id } } } } }`,
    gets: FOLLOWED,
    act: recolour,
    isLast: async ({ habit }, asker) => habit.version === (await theHabits(asker, "version"))[0].version,
  },
];

export const HABITS_ISOLATION: IsolationOfRoom = {
  readings: READINGS,
  changes: CHANGES,
  subscriptions: SUBSCRIPTIONS,
  async give(_application, person, name, _until, { ids }) {
    return { ids: await aHabitInUse(person, `Piano of ${name}`, ids.Task ?? ""), words: {} };
  },
  async giveOther(person, index) {
    const habit = await aHabit(person, `Nowhere ${index}`);
    await aLog(person, habit.id, "2026-06-02", 40 + index);
  },
};
