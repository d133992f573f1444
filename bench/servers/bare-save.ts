import { createClient } from "../../packages/api/src/platform/database/client.ts";
import { newId } from "../../packages/api/src/platform/ids.ts";
import { saveChange, type TrackingChange } from "../../packages/api/src/tracking/change.ts";
import { readFacts } from "../../packages/api/src/tracking/facts.ts";
import {
  type EventRow,
  epoch,
  instant,
  type SessionRow,
} from "../../packages/api/src/tracking/session-row.ts";
import { plainServer } from "./plain-http.ts";
import type { RoleServer } from "./role.ts";

/** The request body of the bare server. */
export interface BareEvent {
  readonly type: "NEXT" | "PAUSE";
  readonly clientEventId: string;
}

/** A person in the bare server's memory; nothing else writes their rows. */
interface Person {
  sequence: number;
  session: SessionRow;
}

/** The people to serve, with their tokens; each has a running session. */
export interface BareOptions {
  readonly url: string;
  readonly people: readonly { readonly userId: string; readonly token: string }[];
}

/**
 * The minimal server that records an event: node:http, a lookup of the token in a map, and the product's own
 * statement. It reads nothing from the database, decides nothing and checks nothing.
 */
export async function bareSaveServer({ url, people }: BareOptions): Promise<RoleServer> {
  const log = { info: () => {}, warn: (message: string) => console.error(message) };
  const { pool, disconnect } = createClient(url, log);
  const known = new Map<string, Person>();
  for (const { userId, token } of people) {
    const facts = await readFacts(pool, userId, null, null);
    if (!facts?.current) throw new Error("Each person needs a running session.");
    known.set(`Bearer ${token}`, { sequence: facts.sequence, session: facts.current });
  }
  return plainServer(async (body, request) => {
    const person = known.get(request.headers.authorization ?? "");
    if (!person) throw new Error("Unknown token.");
    const change = changeBy(person, JSON.parse(body) as BareEvent);
    if (!(await saveChange(pool, change))) throw new Error("Another writer changed this person's rows.");
    person.sequence += 1;
    person.session = change.session;
    return JSON.stringify({ event: change.event?.id, questionCount: change.session.question_count });
  }, disconnect);
}

/** A change with the same rows as the product's, but ignoring the length of pauses. */
function changeBy({ sequence, session: before }: Person, { type, clientEventId }: BareEvent): TrackingChange {
  const now = Date.now();
  const at = instant(Math.max(now, epoch(before.last_event_at) + 1));
  const id = newId(now);
  const length = epoch(at) - epoch(before.current_started_at ?? at);
  const closed = type === "NEXT" ? closedQuestion(before, at, length) : null;
  const session: SessionRow = {
    ...before,
    version: before.version + 1,
    last_event_at: at,
    event_count: before.event_count + 1,
    ...(closed === null
      ? { paused_at: before.paused_at === null ? at : null }
      : {
          paused_at: null,
          current_id: id,
          current_started_at: at,
          question_count: before.question_count + 1,
          raw_ms: before.raw_ms + length,
          active_ms: before.active_ms + length,
          target_sum_ms: before.target_sum_ms + before.target_ms,
        }),
  };
  const event: EventRow = {
    id,
    user_id: session.user_id,
    session_id: session.id,
    position: session.event_count,
    type,
    client_event_id: clientEventId,
    session_key: null,
    occurred_at: at,
    claimed_at: null,
    sent_at: null,
    received_at: instant(now),
    clock_adjusted: false,
    estimate_ms: null,
    question_id: null,
    closed_id: closed?.id ?? null,
  };
  return { userId: session.user_id, sequence, session, event, closed };
}

function closedQuestion(before: SessionRow, at: string, length: number) {
  return {
    id: before.current_id ?? "",
    user_id: before.user_id,
    session_id: before.id,
    index: before.question_count + 1,
    started_at: before.current_started_at ?? at,
    ended_at: at,
    pauses: [],
    raw_ms: length,
    active_ms: length,
    target_ms: before.target_ms,
    estimate_ms: null,
    removed_at: null,
    updated_at: before.updated_at,
  };
}
