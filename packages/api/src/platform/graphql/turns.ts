import type { GraphQLError } from "graphql";

/** How many pieces of expensive work may run at once, and wait. */
export interface TurnLimits {
  /** Of everybody. */
  readonly atOnce: number;
  readonly perPerson: number;
  readonly perAddress: number;
  /** How many of one person, or of visitors at one address, may wait. */
  readonly waiting: number;
  /** After how long nobody waits for the answer any more, in milliseconds. */
  readonly patienceMs: number;
  /** The refusal when too many of one person wait. */
  tooMany(): GraphQLError;
  /** The refusal of work that has waited too long. */
  tooLate(): GraphQLError;
}

/** Who asks for the work: `person` is an address too where nobody is signed in. */
export interface Asker {
  readonly person: string;
  readonly address: string;
}

/** Lets expensive work run in turn: by person, not by who sends more. */
export interface Turns {
  /**
   * Runs the work when it is its turn.
   *
   * @throws GraphQLError when too many of the same person wait, or it has waited too long
   */
  run<Result>(asker: Asker, work: () => Result | Promise<Result>): Promise<Result>;
}

interface Waiter {
  readonly asker: Asker;
  readonly since: number;
  begin(): void;
  refuse(reason: Error): void;
}

export function createTurns(limits: TurnLimits, now: () => number = () => performance.now()): Turns {
  let running = 0;
  const byPerson = new Map<string, number>();
  const byAddress = new Map<string, number>();
  // In the order in which people get their turn: whoever had it goes to the end.
  const waiting = new Map<string, Waiter[]>();

  const mayBegin = ({ person, address }: Asker) =>
    running < limits.atOnce &&
    (byPerson.get(person) ?? 0) < limits.perPerson &&
    (byAddress.get(address) ?? 0) < limits.perAddress;

  function count({ person, address }: Asker, by: 1 | -1): void {
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
      if (first === undefined || !mayBegin(first.asker)) continue;
      waiters.shift();
      waiting.delete(person);
      if (waiters.length > 0) waiting.set(person, waiters);
      if (now() - first.since > limits.patienceMs) {
        first.refuse(limits.tooLate());
        continue;
      }
      count(first.asker, 1);
      first.begin();
    }
  }

  async function turn(asker: Asker): Promise<void> {
    const waiters = waiting.get(asker.person) ?? [];
    if (waiters.length === 0 && mayBegin(asker)) return count(asker, 1);
    if (waiters.length >= limits.waiting) throw limits.tooMany();
    await new Promise<void>((begin, refuse) => {
      waiters.push({ asker, since: now(), begin, refuse });
      waiting.set(asker.person, waiters);
    });
  }

  return {
    async run(asker, work) {
      await turn(asker);
      try {
        return await work();
      } finally {
        count(asker, -1);
        beginNext();
      }
    },
  };
}
