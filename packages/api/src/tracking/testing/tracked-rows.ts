import type { EventRow, QuestionRow, SessionRow } from "../session-row.ts";

/** All rows that a person owns in tracking. */
export interface PersonsRows {
  readonly user: { readonly sequence: number };
  readonly sessions: readonly SessionRow[];
  /** By session, in the order of its log. */
  readonly events: readonly EventRow[];
  /** By session, in chronological order. */
  readonly questions: readonly QuestionRow[];
  readonly outbox: readonly { readonly sequence: number; readonly subject_id: string }[];
}

const compare = <T extends string | number>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0);

/** The tracking rows from a dump of everything that a person has. */
export function rowsIn(everything: string): PersonsRows {
  const { outbox, questions, tracker_events, user, work_sessions } = JSON.parse(everything) as {
    readonly user: PersonsRows["user"];
    readonly work_sessions: SessionRow[];
    readonly tracker_events: EventRow[];
    readonly questions: QuestionRow[];
    readonly outbox: { readonly sequence: number; readonly subject_id: string }[];
  };
  return {
    user,
    sessions: work_sessions.sort((a, b) => compare(a.id, b.id)),
    events: tracker_events.sort(
      (a, b) => compare(a.session_id, b.session_id) || compare(a.position, b.position),
    ),
    questions: questions.sort(
      (a, b) => compare(a.session_id, b.session_id) || Date.parse(a.started_at) - Date.parse(b.started_at),
    ),
    outbox: outbox.sort((a, b) => compare(a.sequence, b.sequence)),
  };
}
