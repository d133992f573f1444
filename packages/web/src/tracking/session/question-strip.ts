import type { Interval } from "@pacekeeper/domain/time/interval";
import type { StripPart } from "../../ui/Strip.tsx";

const LIVE_STEP_MS = 30_000;
const TABLE_STEP_MS = 60_000;

/** A question laid out in time: milliseconds since it started. */
export interface QuestionSpan {
  readonly lengthMs: number;
  /** Disjoint and ascending, within the length. */
  readonly pauses: readonly Interval[];
  readonly targetMs: number;
}

/**
 * The span of a question.
 *
 * @param until its end, or the current time if it is running
 * @param pausedAt since when it is paused; null: it is not
 */
export function spanOf(
  question: {
    readonly startedAt: number;
    readonly pauses: readonly Interval[];
    readonly targetMs: number;
  },
  until: number,
  pausedAt: number | null = null,
): QuestionSpan {
  const { startedAt, targetMs } = question;
  const lengthMs = Math.max(0, until - startedAt);
  const open = pausedAt === null ? [] : [{ from: pausedAt, to: Math.max(pausedAt, until) }];
  const pauses = [...question.pauses, ...open].map(({ from, to }) => ({
    from: Math.max(0, from - startedAt),
    to: Math.min(lengthMs, to - startedAt),
  }));
  return { lengthMs, pauses: pauses.filter(({ from, to }) => from < to), targetMs };
}

/**
 * When the active time reaches the target, in milliseconds since the start: the target plus every pause before it.
 * Example: target 5:30 with a pause of 1:00 at 2:00 → 6:30.
 */
export function targetAt({ pauses, targetMs }: QuestionSpan): number {
  let at = targetMs;
  for (const { from, to } of pauses) {
    if (from < at) at += to - from;
  }
  return at;
}

/** The segments of a strip that is `scaleMs` long. */
export function stripParts({ lengthMs, pauses }: QuestionSpan, scaleMs: number): StripPart[] {
  const percent = (ms: number) => Math.round((ms / scaleMs) * 10_000) / 100;
  const parts: StripPart[] = [];
  let at = 0;
  for (const { from, to } of pauses) {
    if (from > at) parts.push({ kind: "session", from: percent(at), to: percent(from) });
    parts.push({ kind: "pause", from: percent(from), to: percent(to) });
    at = to;
  }
  if (lengthMs > at) parts.push({ kind: "session", from: percent(at), to: percent(lengthMs) });
  return parts;
}

/**
 * The length of the live strip in milliseconds: at first 35 % more than the target, then growing in steps of 30 s
 * instead of continuously.
 */
export function liveScale(span: QuestionSpan): number {
  const roomy = Math.round(span.targetMs * 1.35);
  const needed = Math.max(span.lengthMs, targetAt(span) * 1.05);
  return needed <= roomy ? roomy : roomy + Math.ceil((needed - roomy) / LIVE_STEP_MS) * LIVE_STEP_MS;
}

/** A common length for all strips of a table, so that they are comparable; whole minutes, in milliseconds. */
export function tableScale(spans: readonly QuestionSpan[]): number {
  const longest = Math.max(TABLE_STEP_MS, ...spans.flatMap((span) => [span.lengthMs, targetAt(span)]));
  return Math.ceil((longest * 1.05) / TABLE_STEP_MS) * TABLE_STEP_MS;
}
