import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { addressKey } from "../address-key.ts";
import type { Limits } from "../config/limits.ts";

/** The answers of this process that their clients have not read yet. */
export interface UnreadAnswers {
  /**
   * Counts an answer until it has left. When its person, or its address, has more unread bytes than allowed, their
   * oldest answers are cut off.
   *
   * @param userId null for a visitor
   */
  hold(response: ServerResponse, bytes: number, userId: string | null, address: string): void;
  /** The bytes that are held now. */
  readonly bytes: number;
}

/** How much more an address may hold than one person: several people share one. */
const PEOPLE_AT_AN_ADDRESS = 4;
/** A shorter answer fits into the buffers of every connection. */
const LEAST_HELD = 16 * 1024;

interface Holder {
  bytes: number;
  /** In the order in which they were sent. */
  readonly answers: Map<ServerResponse, number>;
}

export function createUnreadAnswers({ unreadAnswerBytes }: Pick<Limits, "unreadAnswerBytes">): UnreadAnswers {
  const holders = new Map<string, Holder>();
  // An answer that waits behind others of its connection is not told when the connection closes.
  const waiting = new WeakMap<Socket, Set<() => void>>();
  let total = 0;

  function add(key: string, most: number, response: ServerResponse, bytes: number): void {
    const holder = holders.get(key) ?? { bytes: 0, answers: new Map() };
    holders.set(key, holder);
    holder.answers.set(response, bytes);
    holder.bytes += bytes;
    let over = holder.bytes - most;
    for (const [oldest, held] of holder.answers) {
      // A single answer may be larger than the limit; then nothing else is on its way.
      if (over <= 0 || oldest === response) break;
      over -= held;
      oldest.req.socket.destroy();
    }
  }
  function drop(key: string, response: ServerResponse, bytes: number): void {
    const holder = holders.get(key);
    if (!holder?.answers.delete(response)) return;
    holder.bytes -= bytes;
    if (holder.answers.size === 0) holders.delete(key);
  }
  function whenGone(response: ServerResponse, release: () => void): void {
    const { socket } = response.req;
    let releases = waiting.get(socket);
    if (releases === undefined) {
      const all = new Set<() => void>();
      releases = all;
      waiting.set(socket, all);
      socket.once("close", () => {
        for (const one of all) one();
      });
    }
    const gone = () => {
      if (waiting.get(socket)?.delete(gone)) release();
    };
    releases.add(gone);
    response.once("close", gone);
  }
  return {
    hold(response, bytes, userId, address) {
      if (bytes < LEAST_HELD) return;
      const place = addressKey(address);
      const person = userId ?? `visitors at ${place}`;
      total += bytes;
      whenGone(response, () => {
        total -= bytes;
        drop(person, response, bytes);
        drop(place, response, bytes);
      });
      add(person, unreadAnswerBytes, response, bytes);
      add(place, unreadAnswerBytes * PEOPLE_AT_AN_ADDRESS, response, bytes);
    },
    get bytes() {
      return total;
    },
  };
}
