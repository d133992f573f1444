import { mutation, signedIn } from "../../accounts/testing/isolation-mutations.ts";
import type { Asker, Row } from "../../testing/isolation-matrix.ts";
import { askHabit, theHabits } from "./habit-requests.ts";

const HABIT =
  "habit { id name category logs(first: 5) { nodes { id note } } links { id task { id title } } }";
const LOG = "log { id date minutes habit { id name } }";

type Named = Asker & { readonly ids: Readonly<Record<string, string>> };
const first = (name: string, input: (ids: Named["ids"]) => object) => (owner: Named) =>
  askHabit(owner, name, input(owner.ids));

/** A mutation about something of the owner's. @param key how its id is called in the input @param told its payload */
function about(type: string, key: string, name: string, input: object, told: string, more = {}): Row {
  const payload = `${name.charAt(0).toUpperCase()}${name.slice(1)}Payload`;
  const asked = `__typename ... on ${payload} { ${told} } ... on Error { message }`;
  const gets = signedIn("NotFound", "NotFound", "NotFound", payload);
  const id = { type, name: key };
  return mutation(name, ({ ids }) => ({ [key]: ids[type], ...input }), gets, { id, ...more }, asked);
}

// The owner's stopwatch runs, and one of their tasks counts towards the habit.
export const HABIT_MUTATIONS: readonly Row[] = [
  mutation(
    "createHabit",
    () => ({ name: "Mine" }),
    signedIn("CreateHabitPayload", "CreateHabitPayload", "CreateHabitPayload", "CreateHabitPayload"),
    {},
    `__typename ... on CreateHabitPayload { ${HABIT} }`,
  ),
  about("Habit", "id", "deleteHabit", {}, "deletedId"),
  about("Habit", "id", "updateHabit", { name: "Theirs" }, HABIT),
  about("Habit", "habitId", "linkHabit", { source: "TIMERS" }, "link { id task { id } }"),
  about("Habit", "habitId", "logHabit", { date: "2026-06-02", minutes: 5 }, `${LOG} ${HABIT}`),
  about("Habit", "habitId", "skipHabit", { date: "2026-06-02" }, HABIT),
  about("Habit", "habitId", "startHabitStopwatch", {}, HABIT, {
    before: first("stopHabitStopwatch", ({ Habit }) => ({ habitId: Habit, discard: true })),
  }),
  about("Habit", "habitId", "stopHabitStopwatch", {}, `${HABIT} ${LOG}`),
  about("HabitLink", "id", "unlinkHabit", {}, "deletedId"),
  about("HabitLog", "id", "deleteHabitLog", {}, "deletedId"),
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

export const HABIT_SUBSCRIPTIONS: readonly Row[] = [
  {
    of: "Subscription.habitsChanged",
    document: `subscription { it: habitsChanged { id habits { id version name
      logs(first: 5) { nodes { id } } links { id task { id } } } } }`,
    gets: signedIn("own", "own", "own", "own"),
    act: recolour,
    isLast: async ({ habits }, asker) => habits[0].version === (await theHabits(asker, "version"))[0].version,
  },
];
