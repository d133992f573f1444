import { requestError, unavailable } from "../errors.ts";

/** How many expensive reads may run at once, and wait. */
export interface ReadLimits {
  /** Of everybody. */
  readonly atOnce: number;
  readonly perPerson: number;
  readonly perAddress: number;
  /** How many of one person, or of visitors at one address, may wait. */
  readonly waiting: number;
  /** After how long nobody waits for the answer any more, in milliseconds. */
  readonly patienceMs: number;
}

/** Who reads: `person` is an address too where nobody is signed in. */
export interface Reader {
  readonly person: string;
  readonly address: string;
}

/** Lets expensive reads run in turn: by person, not by who sends more. */
export interface ReadQueue {
  /**
   * Runs the read when it is its turn.
   *
   * @throws GraphQLError when too many of the same person wait, or it has waited too long
   */
  run<Result>(reader: Reader, read: () => Result | Promise<Result>): Promise<Result>;
}

interface Waiter {
  readonly reader: Reader;
  readonly since: number;
  begin(): void;
  refuse(reason: Error): void;
}

export function createReadQueue(limits: ReadLimits, now: () => number = () => performance.now()): ReadQueue {
  let running = 0;
  const byPerson = new Map<string, number>();
  const byAddress = new Map<string, number>();
  // In the order in which people get their turn: whoever had it goes to the end.
  const waiting = new Map<string, Waiter[]>();

  const mayBegin = ({ person, address }: Reader) =>
    running < limits.atOnce &&
    (byPerson.get(person) ?? 0) < limits.perPerson &&
    (byAddress.get(address) ?? 0) < limits.perAddress;

  function count({ person, address }: Reader, by: 1 | -1): void {
    running += by;
    for (const [counts, key] of [
      [byPerson, person],
      [byAddress, address],
    ] as const) {
      const after = (counts.get(key) ?? 0) + by;
      if (after === 0) counts.delete(key);
      else counts.set(key, after);
    }
  }

  function beginNext(): void {
    for (const [person, waiters] of waiting) {
      const [first] = waiters;
      if (first === undefined || !mayBegin(first.reader)) continue;
      waiters.shift();
      waiting.delete(person);
      if (waiters.length > 0) waiting.set(person, waiters);
      if (now() - first.since > limits.patienceMs) {
        first.refuse(unavailable());
        continue;
      }
      count(first.reader, 1);
      first.begin();
    }
  }

  async function turn(reader: Reader): Promise<void> {
    const waiters = waiting.get(reader.person) ?? [];
    if (waiters.length === 0 && mayBegin(reader)) return count(reader, 1);
    if (waiters.length >= limits.waiting) {
      throw requestError(
        "RATE_LIMITED",
        "Too many large queries at once. Send fewer, or try again in a second.",
        {
          httpStatus: 429,
          retryAfterSeconds: 1,
        },
      );
    }
    await new Promise<void>((begin, refuse) => {
      waiters.push({ reader, since: now(), begin, refuse });
      waiting.set(reader.person, waiters);
    });
  }

  return {
    async run(reader, read) {
      await turn(reader);
      try {
        return await read();
      } finally {
        count(reader, -1);
        beginNext();
      }
    },
  };
}
