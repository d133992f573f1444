import { type Answer, KeptConnection } from "./connection.ts";

/** One of the servers in a comparison. */
export interface Contender {
  readonly name: string;
  readonly port: number;
  /** The next request of a connection (numbered from 0), in wire format. */
  nextRequest(connection: number): string;
  /** Whether the answer is the expected one. */
  accepts(answer: Answer): boolean;
}

/** How one contender did. */
export interface Outcome {
  readonly name: string;
  /** Median of all rounds. */
  readonly requestsPerSecond: number;
  /** Over all rounds together, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Requests per second in each round, in order. */
  readonly rounds: readonly number[];
}

/** How long and how many times to measure. */
export interface RoundOptions {
  readonly connections: number;
  readonly rounds: number;
  readonly seconds: number;
}

/**
 * Drives the contenders in turns, A B C A B C …, so that other load on the machine affects all of them. Opens new
 * connections for every turn. Throws at the first answer that a contender does not accept.
 */
export async function compare(contenders: readonly Contender[], options: RoundOptions): Promise<Outcome[]> {
  const turns = contenders.map(() => ({ rates: [] as number[], latencies: [] as number[] }));
  for (let round = 0; round < options.rounds; round += 1) {
    for (const [index, contender] of contenders.entries()) {
      const { latencies, seconds } = await drive(contender, options.connections, options.seconds);
      const turn = turns[index];
      turn?.rates.push(latencies.length / seconds);
      for (const latency of latencies) turn?.latencies.push(latency);
    }
  }
  return contenders.map(({ name }, index) => {
    const { rates = [], latencies = [] } = turns[index] ?? {};
    const sorted = Float64Array.from(latencies).sort();
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return { name, requestsPerSecond: median(rates), p50: at(0.5), p99: at(0.99), rounds: rates };
  });
}

/**
 * How many times as fast as `other` `one` was: the median of the ratios of all rounds, so that a round on a busy
 * machine affects both or neither.
 */
export function ratio(one: Outcome, other: Outcome): number {
  return median(one.rounds.map((rate, round) => rate / (other.rounds[round] ?? Number.NaN)));
}

/** The median; for an even number of values, the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** Keeps `connections` busy for some seconds. @returns each request's milliseconds, and the actual duration */
export async function drive(
  contender: Contender,
  connections: number,
  seconds: number,
): Promise<{ latencies: number[]; seconds: number }> {
  const open = await Promise.all(
    Array.from({ length: connections }, () => KeptConnection.open(contender.port)),
  );
  const latencies: number[] = [];
  const started = performance.now();
  const end = started + seconds * 1000;
  await Promise.all(
    open.map(async (connection, index) => {
      let sent = performance.now();
      while (sent < end) {
        const answer = await connection.ask(contender.nextRequest(index));
        const received = performance.now();
        latencies.push(received - sent);
        sent = received;
        if (answer.status !== 200 || !contender.accepts(answer)) {
          throw new Error(`${contender.name} answered ${answer.status}: ${answer.body.slice(0, 500)}`);
        }
      }
    }),
  ).finally(() => {
    for (const connection of open) connection.close();
  });
  return { latencies, seconds: (performance.now() - started) / 1000 };
}
