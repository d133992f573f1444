import type { Database } from "../../packages/api/src/platform/database/open.ts";
import type { MailServer } from "../../packages/api/src/testing/mail-server.ts";
import { type Answer, KeptConnection, postRequest } from "../load/connection.ts";
import type { Guest } from "../load/guests.ts";

/** What an attack works with. */
export interface Scene {
  readonly port: number;
  readonly db: Database;
  readonly mails: MailServer;
  /** Somebody who presses meanwhile, and whose data must stay theirs. */
  readonly victim: Guest;
  /** Guests of the attacker, from the attacker's address. */
  readonly strangers: readonly Guest[];
}

/** What strangers do to the server. */
export interface Attack {
  /** A short name for the table. */
  readonly name: string;
  /** What it needs, before the presses begin. */
  prepare?(scene: Scene): Promise<void>;
  /** Goes on until the time is over. @returns what it found out or did, in words. @throws when something was told */
  run(scene: Scene, until: number): Promise<string>;
}

/** The network address of the attacker, as the proxy tells it. */
export const ATTACKER = "203.0.113.66";

/** One question on a connection of its own. @param from omitted: the attacker's address */
export async function askOnce(
  port: number,
  body: { readonly query: string; readonly variables?: object },
  bearer?: string,
  from = ATTACKER,
): Promise<Answer> {
  const connection = await KeptConnection.open(port);
  try {
    return await connection.ask(postRequest("/graphql", body, bearer, from));
  } finally {
    connection.close();
  }
}

/**
 * Sends requests over some connections as fast as they are answered, until the time is over. A connection that the
 * server closes is opened again.
 *
 * @param next the number'th request, in wire format
 * @param heard called with each answer
 * @returns how many were answered
 */
export async function hammer(
  port: number,
  { connections, until }: { readonly connections: number; readonly until: number },
  next: (number: number) => string,
  heard: (answer: Answer) => void = () => {},
): Promise<number> {
  let sent = 0;
  let answered = 0;
  const one = async () => {
    while (performance.now() < until) {
      const connection = await KeptConnection.open(port);
      try {
        while (performance.now() < until) {
          heard(await connection.ask(next(sent++)));
          answered += 1;
        }
      } catch {
        // Cut off: a server that defends itself may do so.
      } finally {
        connection.close();
      }
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  return answered;
}

/** @throws unless the two answers are the same */
export function mustBeSame(what: string, one: Answer, other: Answer): void {
  if (one.status !== other.status || one.body !== other.body)
    throw new Error(`${what} is told: ${one.status} ${one.body} and ${other.status} ${other.body}`);
}
