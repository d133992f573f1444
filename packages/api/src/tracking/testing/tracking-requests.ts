import { randomUUID } from "node:crypto";
import type { Guest } from "../../testing/application.ts";

/** An event as a client sends it: `RecordEventInput`. */
export interface SentEvent {
  readonly type: string;
  readonly clientEventId?: string;
  readonly sessionKey?: string | null;
  readonly occurredAt?: string;
  readonly sentAt?: string;
  readonly estimatedSeconds?: number;
}

/** The result of `recordEvent`; fields of the other members of the union are absent. */
export interface EventAnswer {
  readonly __typename: string;
  readonly message?: string;
  readonly issues?: { path: string[]; code: string; message: string }[];
  readonly replayed?: boolean;
  readonly event?: { id: string; clientEventId: string; occurredAt: string; isClockAdjusted: boolean };
  readonly session?: SessionAnswer;
  readonly closedQuestion?: { id: string; index: number } | null;
}

export interface SessionAnswer {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly questionCount: number;
  readonly isActive: boolean;
  readonly endReason: string | null;
}

const SESSION = "id key version questionCount isActive endReason";
const RESULT = `__typename ... on Error { message } ... on InvalidInputError { issues { path code message } }
  ... on RecordEventPayload { replayed event { id clientEventId occurredAt isClockAdjusted }
    session { ${SESSION} } closedQuestion { id index } }`;
export const RECORD_EVENT = `mutation ($input: RecordEventInput!) { recordEvent(input: $input) { ${RESULT} } }`;
const RECORD_EVENTS = `mutation ($events: [RecordEventInput!]!) {
  recordEvents(input: { events: $events }) { __typename ... on Error { message }
    ... on RecordEventsPayload { results { ${RESULT} } session { ${SESSION} } } } }`;

/** A new NEXT, PAUSE, UNDO or EXIT with an id of its own. */
export function anEvent(type: string, more: Partial<SentEvent> = {}): SentEvent & { clientEventId: string } {
  return { type, clientEventId: randomUUID(), ...more };
}

type Asking = Pick<Guest, "ask">;

/** Records an event. @returns the result, whichever member of the union it is */
export async function press(guest: Asking, event: SentEvent): Promise<EventAnswer> {
  const { data, errors } = await guest.ask(RECORD_EVENT, { input: event });
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join(" "));
  return data.recordEvent;
}

/** Records an event that must be stored. @returns its session */
export async function pressForSession(
  guest: Asking,
  type: string,
  more: Partial<SentEvent> = {},
): Promise<SessionAnswer> {
  const { session, message } = await press(guest, anEvent(type, more));
  if (!session) throw new Error(message ?? "The event was refused");
  return session;
}

/** Records a queue. @returns each event's result, and the active session afterwards */
export async function pressAll(guest: Asking, events: readonly SentEvent[]) {
  const { data, errors } = await guest.ask(RECORD_EVENTS, { events });
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join(" "));
  const answer: { results: EventAnswer[]; session: SessionAnswer | null } = data.recordEvents;
  return answer;
}

/** `minutes` after `from` (epoch ms), as clients write instants. */
export function minutesAfter(from: number, minutes: number): string {
  return new Date(from + minutes * 60_000).toISOString();
}
