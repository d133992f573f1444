import {
  datesBetween,
  datesFrom,
  datesOfMonth,
  isCalendarDate,
  startOfWeek,
} from "@pacekeeper/domain/time/calendar-date";
import { localDate } from "@pacekeeper/domain/time/zones";
import { paceOf, type Totals } from "@pacekeeper/domain/tracking/pace";
import type { Pool } from "pg";
import { UserType } from "../../accounts/user.graphql.ts";
import type { User, WorkSession } from "../../generated/prisma/client.ts";
import { ownedBy } from "../../platform/access.ts";
import { builder, type RefusedById } from "../../platform/builder.ts";
import type { Context } from "../../platform/context.ts";
import { countedDates, type Span, spanBetween } from "../../platform/dates/date-span.ts";
import { selects } from "../../platform/graphql/selects.ts";
import { seconds, secondsOrNull } from "../../platform/lengths.ts";
import { averageActiveMs, averageTargetMs, PaceType } from "../pace.graphql.ts";
import { sessionModel } from "../session-model.ts";
import { epoch, type SessionRow } from "../session-row.ts";
import { WorkSessionType } from "../work-session.graphql.ts";
import { refusedAsPast, shownDate } from "./shown-date.ts";
import {
  type DaySums,
  type HourSums,
  readDays,
  readDayTotals,
  readDayWithSessions,
  readSessionsOfDay,
  readSessionsOfDays,
  sumOf,
} from "./summaries.ts";

/** Sums, with the target to use when nothing was counted. */
interface Summed extends Totals {
  /** The person's target, milliseconds. */
  readonly ownTargetMs: number;
}

const SummaryInterface = builder.interfaceRef<Summed>("Summary").implement({
  description: "Sums over counted questions.",
  fields: (t) => ({
    questionCount: t.exposeInt("questionCount", { description: "Questions that started in it and count." }),
    rawSeconds: t.float({
      description: "Their raw times, in seconds.",
      resolve: ({ rawMs }) => seconds(rawMs),
    }),
    activeSeconds: t.float({
      description: "Their active times, in seconds.",
      resolve: ({ activeMs }) => seconds(activeMs),
    }),
    averageActiveSeconds: t.float({
      nullable: true,
      description: "Active seconds per question; null without questions.",
      resolve: (sums) => secondsOrNull(averageActiveMs(sums)),
    }),
    averageTargetSeconds: t.float({
      description: "Target seconds per question; the person's own target without questions.",
      resolve: (sums) => seconds(averageTargetMs(sums, sums.ownTargetMs)),
    }),
    pace: t.field({
      type: PaceType,
      description: "Σ active against Σ target.",
      resolve: (sums) => paceOf(sums),
    }),
  }),
});

const HourBucketType = builder.objectRef<HourSums>("HourBucket").implement({
  description: "A maximal stretch of a day with one local hour and offset; their number varies by day.",
  fields: (t) => ({
    hour: t.exposeInt("hour", {
      description: "Local hour, 0–23; it appears twice on a day when clocks are set back.",
    }),
    startsAt: t.expose("startsAt", { type: "DateTime", description: "First instant." }),
    endsAt: t.expose("endsAt", { type: "DateTime", description: "First instant after it." }),
    questionCount: t.exposeInt("questionCount", { description: "Questions that started in it and count." }),
    activeSeconds: t.float({
      description: "Their active times, in seconds.",
      resolve: ({ activeMs }) => seconds(activeMs),
    }),
  }),
});

/** A day of a person. */
export interface Day extends DaySums {
  readonly userId: string;
  readonly ownTargetMs: number;
  /** Its sessions, if they were read with it. */
  readonly sessions?: readonly SessionRow[];
}

interface DaySession {
  readonly session: WorkSession;
  readonly startedEarlier: boolean;
}

const DaySessionType = builder.objectRef<DaySession>("DaySession").implement({
  description: "A session as a part of a day.",
  fields: (t) => ({
    session: t.expose("session", { type: WorkSessionType, description: "The session." }),
    startedEarlier: t.exposeBoolean("startedEarlier", {
      description: "Whether it began on an earlier day and continues into this one.",
    }),
  }),
});

/** Nobody begins more in a day. */
const MOST_SESSIONS = 50;

const DaySummary = builder.objectRef<Day>("DaySummary");

const refusedById: RefusedById<Day> = ({ from }, context) => refusedAsPast(new Date(from), context);

export const DaySummaryType = builder.node(DaySummary, {
  description: "A local calendar day of a person: from its first instant to the next day's.",
  interfaces: [SummaryInterface],
  authScopes: { anyScope: ["READ", "TRACKING_WRITE"] },
  runScopesOnType: true,
  extensions: { refusedById },
  id: { resolve: ({ userId, date }) => `${userId} ${date}`, description: "The global id." },
  loadMany: async (ids, context) => {
    const days: (Day | null)[] = [];
    // One after another, so that a hundred days leave connections for others.
    for (const id of ids) days.push(await dayById(id, context));
    return days;
  },
  fields: (t) => ({
    date: t.expose("date", { type: "Date", description: "The date in the person's zone." }),
    startsAt: t.expose("from", { type: "DateTime", description: "First instant." }),
    endsAt: t.expose("to", { type: "DateTime", description: "First instant of the next day." }),
    sessionCount: t.exposeInt("sessionCount", { description: "Sessions that started that day." }),
    hours: t.field({
      type: [HourBucketType],
      complexity: { field: 1, multiplier: 24 },
      description: "Its hour buckets, which sum to the day.",
      resolve: ({ hours }) => [...hours],
    }),
    sessions: t.field({
      type: [DaySessionType],
      complexity: { field: 1, multiplier: 2 },
      description: `Sessions that started that day or continue into it, oldest first; at most the latest ${MOST_SESSIONS}.`,
      resolve: async (day, _args, { db, now }) => {
        const rows = day.sessions ?? (await readSessionsOfDay(db.pool, day.userId, day, now()));
        return rows.slice(-MOST_SESSIONS).map((row) => ({
          session: sessionModel(row),
          startedEarlier: epoch(row.started_at) < day.from,
        }));
      },
    }),
  }),
});

/** A day is no row: whose it is, its id says. */
async function dayById(id: string, { db, now, viewer }: Context): Promise<Day | null> {
  const [userId, date = "", more] = id.split(" ");
  const isOwn = viewer !== null && userId === ownedBy(viewer).userId;
  if (!isOwn || more !== undefined || !isKnownDate(date)) return null;
  return readDayOf(db.pool, viewer.user, date, now(), false);
}

/** Whether a day of that date can be read: the date's scalar knows the same ones. */
function isKnownDate(date: string): boolean {
  return isCalendarDate(date) && !date.startsWith("9999");
}

interface Week extends Summed {
  readonly startsOn: string;
  readonly days: readonly Day[];
}

const WeekSummaryType = builder.objectRef<Week>("WeekSummary").implement({
  description: "Seven consecutive local days.",
  interfaces: [SummaryInterface],
  fields: (t) => ({
    startsOn: t.expose("startsOn", { type: "Date", description: "The first day." }),
    days: t.field({
      type: [DaySummaryType],
      complexity: { field: 1, multiplier: 7 },
      description: "The seven days in order.",
      resolve: ({ days }) => [...days],
    }),
    sessionCount: t.int({
      description: "Sessions that started in them.",
      resolve: ({ days }) => days.reduce((count, day) => count + day.sessionCount, 0),
    }),
  }),
});

interface MonthDay extends Summed {
  readonly date: string;
}

const MonthDayType = builder.objectRef<MonthDay>("MonthDay").implement({
  description: "A day in a calendar.",
  interfaces: [SummaryInterface],
  fields: (t) => ({
    date: t.expose("date", { type: "Date", description: "The date in the person's zone." }),
  }),
});

/** A person's day, with its sessions if they are wanted: sums and sessions are of the same moment. */
export async function readDayOf(
  pool: Pool,
  { id: userId, targetMs: ownTargetMs, timezone }: User,
  date: string,
  now: number,
  withSessions: boolean,
): Promise<Day> {
  if (withSessions) {
    return { ...(await readDayWithSessions(pool, userId, timezone, date, now)), userId, ownTargetMs };
  }
  const [day] = await readDays(pool, userId, timezone, [date]);
  if (!day) throw new RangeError("One date must give one day");
  return { ...day, userId, ownTargetMs };
}

/** Several of a person's days, with what `wanted` of them is selected. In few statements, however many. */
async function readDaysOf(
  pool: Pool,
  { id: userId, targetMs: ownTargetMs, timezone }: User,
  dates: readonly string[],
  now: number,
  wanted: { readonly hours: boolean; readonly sessions: boolean },
): Promise<Day[]> {
  const days = await readDays(pool, userId, timezone, dates, wanted.hours);
  const sessions = wanted.sessions ? await readSessionsOfDays(pool, userId, days, now) : null;
  return days.map((day, index) => ({
    ...{ ...day, userId, ownTargetMs },
    ...(sessions && { sessions: sessions[index] ?? [] }),
  }));
}

/** The most days of one range: a year. */
const MOST_DAYS = 366;

/** Each day is computed in its zone, whatever is selected of it. */
function daysCost(span: Span) {
  const days = countedDates(span, MOST_DAYS);
  return { field: 1 + days, multiplier: days };
}

builder.prismaObjectFields(UserType, (t) => ({
  day: t.field({
    type: DaySummaryType,
    skipTypeScopes: true,
    authScopes: { anyScope: ["READ", "TRACKING_WRITE"] },
    args: { date: t.arg({ type: "Date", description: "Omitted: today in the person's zone." }) },
    description: "A day's numbers. Without the scope `READ`, only today and yesterday can be seen.",
    resolve: (user, { date }, { db, now, viewer }, info) => {
      const chosen = shownDate(viewer, date, now(), user.timezone);
      return readDayOf(db.pool, user, chosen, now(), selects(info, "sessions"));
    },
  }),
  days: t.field({
    type: [DaySummaryType],
    complexity: daysCost,
    args: {
      from: t.arg({ type: "Date", required: true, description: "The first date." }),
      to: t.arg({
        type: "Date",
        required: true,
        description: `The last date, at most ${MOST_DAYS - 1} days later.`,
      }),
    },
    description: "Days in order.",
    resolve: (user, { from, to }, { db, now }, info) => {
      const span = spanBetween(from, to, MOST_DAYS);
      const wanted = { hours: selects(info, "hours"), sessions: selects(info, "sessions") };
      return readDaysOf(db.pool, user, datesBetween(span.from, span.to), now(), wanted);
    },
  }),
  week: t.field({
    type: WeekSummaryType,
    args: {
      from: t.arg({ type: "Date", description: "The first date, any; omitted: the first of this week." }),
    },
    description: "Seven days from a date.",
    resolve: async (user, { from }, { db, now }, info) => {
      const startsOn = from ?? startOfWeek(localDate(now(), user.timezone), user.weekStart);
      const wanted = { hours: selects(info, "days", "hours"), sessions: selects(info, "days", "sessions") };
      const days = await readDaysOf(db.pool, user, datesFrom(startsOn, 7), now(), wanted);
      return { startsOn, days, ownTargetMs: user.targetMs, ...sumOf(days) };
    },
  }),
  month: t.field({
    type: [MonthDayType],
    complexity: { field: 1, multiplier: 31 },
    args: {
      month: t.arg({ type: "YearMonth", required: true, description: "The month." }),
    },
    description: "The existing days of a month, for a calendar to navigate by.",
    resolve: async (user, { month }, { db }) => {
      const days = await readDayTotals(db.pool, user.id, user.timezone, datesOfMonth(month));
      return days.map(({ date, totals }) => ({ date, ownTargetMs: user.targetMs, ...totals }));
    },
  }),
}));
