import { everythingOf } from "../../testing/everything-of-a-person.ts";
import { markAbandonedSessions } from "../abandonment.ts";
import type { TrackingContext } from "../context.ts";
import {
  deleteSession,
  removeQuestion,
  reopenSession,
  restoreQuestion,
  restoreSession,
} from "../corrections.ts";
import type { EventInput } from "../event-input.ts";
import { recordEvent } from "../record-event.ts";
import type { TrackedPerson } from "./a-tracked-person.ts";
import type { Act, Changed, History, Press } from "./random-histories.ts";
import { SlowTracking } from "./slow-tracking.ts";
import { rowsIn } from "./tracked-rows.ts";

/** What the services answered to one act, and what the slow model expects. */
export interface Lived {
  readonly act: Act;
  readonly answered: string;
  readonly expected: string;
  /** Whether the act changed anything, according to the model. */
  readonly changes: boolean;
  /** Every row of the person before and after. */
  readonly before: string;
  readonly after: string;
}

/** Runs a history through the real services and the slow model, and calls `look` after each act. */
export async function liveAHistory(
  person: TrackedPerson,
  { skews, abandonAfterHours, acts }: History,
  look: (lived: Lived, model: SlowTracking) => void,
): Promise<SlowTracking> {
  const model = new SlowTracking(abandonAfterHours);
  const sent: EventInput[] = [];
  const { pool, userId } = person.context;
  let before = await everythingOf(pool, userId);
  for (const act of acts) {
    person.clock.at += act.wait;
    const changesBefore = model.changes;
    const { answered, expected } = await carryOut(person, model, sent, skews, act, before);
    const after = await everythingOf(pool, userId);
    tellIds(model, after);
    look({ act, answered, expected, changes: model.changes > changesBefore, before, after }, model);
    before = after;
  }
  return model;
}

type Carried = { readonly answered: string; readonly expected: string };

async function carryOut(
  person: TrackedPerson,
  model: SlowTracking,
  sent: EventInput[],
  skews: History["skews"],
  act: Act,
  before: string,
): Promise<Carried> {
  const now = person.clock.at;
  const context = act.process === 0 ? person.context : person.elsewhere;
  switch (act.kind) {
    case "sweep":
      model.sweep();
      await markAbandonedSessions(person.context.pool);
      return { answered: "swept", expected: "swept" };
    case "settings":
      model.settle(act.abandonAfterHours);
      await person.settle(act.abandonAfterHours);
      return { answered: "settled", expected: "settled" };
    case "press": {
      const input = asInput(act.press, sent, skews, now);
      sent.push(input);
      return record(context, model, input);
    }
    case "replay": {
      const again = pick(sent, act.chosen);
      return again ? record(context, model, changed(again, act.changed)) : nothing;
    }
    case "remove":
    case "putBack": {
      const name = pick([...model.stored.keys()], act.chosen);
      const event = rowsIn(before).events.find((row) => row.client_event_id === name);
      if (!name || !event) return nothing;
      const outcome = model.setRemoved(name, act.kind === "remove", now);
      const correct = act.kind === "remove" ? removeQuestion : restoreQuestion;
      return {
        expected: inWords(outcome),
        answered: await answered(() => correct(context, event.id)),
      };
    }
    default: {
      const session = pick(model.sessions, act.chosen);
      if (!session) return nothing;
      const services = { delete: deleteSession, restore: restoreSession, reopen: reopenSession };
      return {
        expected: inWords(model[act.kind](session, now)),
        answered: await answered(() => services[act.kind](context, session.id)),
      };
    }
  }
}

const nothing: Carried = { answered: "nothing to do", expected: "nothing to do" };

async function record(context: TrackingContext, model: SlowTracking, input: EventInput) {
  const now = context.now();
  const outcome = model.record(input, now);
  const result = await answered(async () => {
    const { event, replayed, session } = await recordEvent(context, input, now);
    if (event.session_id !== session.id) throw new Error("An event must return its own session");
    return { ...session, words: replayed ? "replayed" : `${event.occurred_at} ${event.clock_adjusted}` };
  });
  return { answered: result, expected: inWords(outcome) };
}

/** An answer as text, in the same form as the model's outcome. */
async function answered(
  ask: () => Promise<{ key: string; version: number; words?: string }>,
): Promise<string> {
  try {
    const { key, version, words = "" } = await ask();
    return `${key} ${version} ${words}`.trim();
  } catch (error) {
    if (error instanceof Error && "name" in error)
      return error.name === "Error" ? String(error.stack) : error.name;
    throw error;
  }
}

type AnyOutcome = ReturnType<SlowTracking["record"]> | ReturnType<SlowTracking["delete"]>;

function inWords(outcome: AnyOutcome): string {
  if (outcome === "unchanged") return "unchanged";
  if ("refused" in outcome) return outcome.refused;
  if ("replayed" in outcome) return `${outcome.replayed.key} ${outcome.replayed.version} replayed`;
  if ("changed" in outcome) return `${outcome.changed.key} ${outcome.changed.version}`;
  const { at, clockAdjusted, stored } = outcome;
  return `${stored.key} ${stored.version} ${new Date(at).toISOString()} ${clockAdjusted}`;
}

/** A press as the device sends it at `now`. @param sent earlier events, whose names it may carry */
export function asInput(
  press: Press,
  sent: readonly EventInput[],
  skews: History["skews"],
  now: number,
): EventInput {
  const { type, age, tells, name, chosen, estimateMs } = press;
  const clientEventId = `00000000-0000-4000-8000-${String(sent.length + 1).padStart(12, "0")}`;
  const sentAt = now + skews[press.device];
  const names = sent.filter((input) => input.type === "NEXT").map((input) => input.clientEventId);
  const key = name === "self" ? clientEventId : name === "session" ? (pick(names, chosen) ?? null) : null;
  return {
    type,
    clientEventId,
    sessionKey: key,
    occurredAt: tells === "nothing" ? null : sentAt - age,
    sentAt: tells === "both" ? sentAt : null,
    estimateMs: type === "NEXT" ? estimateMs : null,
  };
}

function changed(input: EventInput, what: Changed): EventInput {
  switch (what) {
    case "nothing":
      return input;
    case "sentAt":
      return { ...input, sentAt: (input.sentAt ?? input.occurredAt ?? Date.UTC(2026, 0)) + 5_000 };
    case "type":
      return { ...input, type: input.type === "NEXT" ? "EXIT" : "NEXT", estimateMs: null };
    case "occurredAt":
      return { ...input, occurredAt: (input.occurredAt ?? Date.UTC(2026, 0)) + 1 };
    case "estimateMs":
      return { ...input, estimateMs: (input.estimateMs ?? 0) + 1 };
    case "sessionKey":
      return { ...input, sessionKey: input.sessionKey === null ? input.clientEventId : null };
  }
}

/** Gives the model the ids of the rows, which order sessions that start at the same moment. */
function tellIds(model: SlowTracking, everything: string): void {
  if (model.sessions.every(({ id }) => id !== "")) return;
  const ids = new Map(rowsIn(everything).sessions.map(({ key, id }) => [key, id]));
  for (const session of model.sessions) session.id = ids.get(session.key) ?? session.id;
}

export function pick<Item>(items: readonly Item[], chosen: number): Item | undefined {
  return items[chosen % Math.max(1, items.length)];
}
