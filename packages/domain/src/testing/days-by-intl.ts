const QUARTER = 900_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What a wall clock shows, by Intl.DateTimeFormat alone. */
export interface WallClock {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly hour: number;
  /** Local time − UTC, in milliseconds. */
  readonly offset: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The wall clock of `zone` at an instant (epoch ms, whole seconds). */
export function wallClock(at: number, zone: string): WallClock {
  let format = formats.get(zone);
  if (!format) {
    const two = "2-digit";
    const fields = { year: "numeric", month: two, day: two, hour: two, minute: two, second: two } as const;
    format = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", ...fields });
    formats.set(zone, format);
  }
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = format
    .format(at)
    .split(/\D+/)
    .map(Number);
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  return { date: new Date(local).toISOString().slice(0, 10), hour, offset: local - at };
}

/** The instants in [from, to) at which the zone's offset changes, found by sampling every twelve hours. */
export function offsetChanges(zone: string, from: number, to: number): number[] {
  const changes: number[] = [];
  const offsetAt = (at: number) => wallClock(at, zone).offset;
  let offset = offsetAt(from);
  for (let before = from; before < to; before += DAY / 2) {
    const after = before + DAY / 2;
    const next = offsetAt(after);
    if (next === offset) continue;
    let [low, high] = [before, after];
    while (high - low > 1000) {
      const middle = low + Math.floor((high - low) / 2000) * 1000;
      if (offsetAt(middle) === offset) low = middle;
      else high = middle;
    }
    changes.push(high);
    offset = next;
  }
  return changes;
}

export interface SlowBucket {
  readonly hour: number;
  readonly from: number;
  readonly to: number;
}

/**
 * A date's stretches of one local date, hour and offset, by sampling the wall clock every quarter of an hour.
 * Correct for zones whose offsets and changes are whole quarters, as all are since 1990.
 */
export function slowBuckets(date: string, zone: string): SlowBucket[] {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const buckets: (SlowBucket & { offset: number })[] = [];
  for (let at = midnight - 16 * HOUR; at < midnight + 42 * HOUR; at += QUARTER) {
    const clock = wallClock(at, zone);
    if (clock.date !== date) continue;
    const last = buckets.at(-1);
    if (last && last.to === at && last.hour === clock.hour && last.offset === clock.offset) {
      buckets[buckets.length - 1] = { ...last, to: at + QUARTER };
    } else {
      buckets.push({ hour: clock.hour, offset: clock.offset, from: at, to: at + QUARTER });
    }
  }
  return buckets.map(({ hour, from, to }) => ({ hour, from, to }));
}

/** Unusual days: without a midnight, with a shift of half an hour or two hours, or missing altogether. */
export const ODD_DAYS: readonly (readonly [zone: string, date: string])[] = [
  ["Antarctica/Troll", "2026-03-29"],
  ["Antarctica/Troll", "2026-10-25"],
  ["Australia/Lord_Howe", "2026-04-05"],
  ["Australia/Lord_Howe", "2026-10-04"],
  ["Asia/Beirut", "2026-03-29"],
  ["Asia/Beirut", "2026-10-24"],
  ["Asia/Beirut", "2026-10-25"],
  ["America/Santiago", "2026-04-04"],
  ["America/Santiago", "2026-09-06"],
  ["Pacific/Apia", "2011-12-29"],
  ["Pacific/Apia", "2011-12-30"],
  ["Pacific/Apia", "2011-12-31"],
  ["Asia/Kathmandu", "2026-06-01"],
  ["Pacific/Chatham", "2026-04-05"],
  ["Pacific/Chatham", "2026-09-27"],
  ["America/Nuuk", "2026-03-28"],
  ["America/Nuuk", "2026-10-24"],
  ["Africa/Casablanca", "2026-02-15"],
  ["Africa/Cairo", "2026-04-24"],
  ["America/Havana", "2026-03-08"],
];
