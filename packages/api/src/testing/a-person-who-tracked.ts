import { aHabitInUse } from "../habits/testing/habit-requests.ts";
import { aTaskThatRan } from "../tasks/testing/task-requests.ts";
import { minutesAfter, pressed } from "../tracking/testing/tracking-requests.ts";
import type { Guest, TestApplication } from "./application.ts";

/** A guest with a past, and the global ids of what is theirs. */
export interface PersonWhoTracked {
  readonly guest: Guest;
  /** Ended by its EXIT: questions of 10 and 20 minutes. */
  readonly ended: { readonly id: string; readonly key: string };
  /** Running. */
  readonly active: { readonly id: string; readonly key: string };
  /** A closed question of the ended session. */
  readonly questionId: string;
  readonly eventId: string;
  readonly tokenId: string;
  /** Global ids by their type's name. */
  readonly ids: Readonly<Record<string, string>>;
}

const OWN = `{ viewer { id apiTokens { id } loginSessions { id } workSessions(last: 1) { nodes {
  questions { nodes { id } } events { nodes { id } } } } } }`;
const TOKEN = `mutation { createApiToken(input: { name: "widget", scopes: ["tracking:write"] }) {
  ... on CreateApiTokenPayload { apiToken { id } } } }`;

/**
 * A person with an ended session, a running one, closed questions, a task whose timer has run, a habit, and a token.
 *
 * @param until epoch ms; the sessions lie in the two hours before it
 */
export async function aPersonWhoTracked(
  application: TestApplication,
  until: number,
): Promise<PersonWhoTracked> {
  const guest = await application.aGuest();
  const at = (minutes: number) => ({ occurredAt: minutesAfter(until - 7_200_000, minutes) });
  await pressed(guest, "NEXT", at(0));
  await pressed(guest, "NEXT", at(10));
  const ended = await pressed(guest, "EXIT", at(30));
  await pressed(guest, "NEXT", at(60));
  const active = await pressed(guest, "NEXT", at(90));
  const made = await guest.ask(TOKEN);
  if (made.errors.length > 0) throw new Error(JSON.stringify(made));
  const task = await aTaskThatRan(guest, "Laundry", 2700);
  const habit = await aHabitInUse(application, guest, "Housework", task.Task);
  const { viewer } = (await guest.ask(OWN)).data;
  const [session] = viewer.workSessions.nodes;
  const questionId: string = session.questions.nodes[0].id;
  const eventId: string = session.events.nodes[0].id;
  const tokenId: string = viewer.apiTokens[0].id;
  const ids = {
    User: viewer.id,
    WorkSession: ended.id,
    Question: questionId,
    TrackerEvent: eventId,
    ApiToken: tokenId,
    LoginSession: viewer.loginSessions[0].id,
    ...task,
    ...habit,
  };
  return { guest, ended, active, questionId, eventId, tokenId, ids };
}
