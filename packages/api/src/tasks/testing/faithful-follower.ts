import { setTimeout as delay } from "node:timers/promises";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import type { TimerOwner } from "./timer-flood.ts";

/** A timer's state as a follower received it, and when. Epoch milliseconds. */
export interface ToldTimer {
  /** The raw id of the run's row. */
  readonly runId: string;
  readonly status: string;
  readonly endedAt: number | null;
  /** By the follower's clock. */
  readonly receivedAt: number;
}

/** A client that stays subscribed to its owner's timers. */
export interface FaithfulFollower {
  /** How often a connection was lost. */
  readonly losses: number;
  stop(): Promise<void>;
}

const DOCUMENT = `subscription ($since: DateTime) { timerChanged(since: $since) {
  serverTime timer { runId status endedAt } } }`;
const AGAIN_MS = 100;

interface Told {
  readonly serverTime: string;
  /** Null: it was deleted. */
  readonly timer: { readonly runId: string; readonly status: string; readonly endedAt: string | null } | null;
}

/**
 * Subscribes to a person's timers as a good client does: after a lost connection it reconnects to a living server and
 * resumes from the last message.
 *
 * @param addresses the addresses of the servers that live now
 * @param from the database's clock, epoch milliseconds: no later change is missed
 */
export function followFaithfully(
  owner: TimerOwner,
  addresses: () => readonly string[],
  from: number,
  told: (timer: ToldTimer) => void,
): FaithfulFollower {
  let since = new Date(from).toISOString();
  let losses = 0;
  let stopping = false;
  let leave = () => {};

  async function follow(url: string): Promise<void> {
    const client = createClient({
      url: `${url.replace("http", "ws")}/graphql`,
      connectionParams: { authorization: `Bearer ${owner.token}` },
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    leave = () => void client.dispose();
    const results = client.iterate<{ timerChanged: Told }>({ query: DOCUMENT, variables: { since } });
    for await (const { data } of results) {
      if (!data) break;
      const receivedAt = Date.now();
      since = data.timerChanged.serverTime;
      if (!data.timerChanged.timer) continue;
      const { endedAt, runId, status } = data.timerChanged.timer;
      told({
        runId: Buffer.from(runId, "base64").toString().slice("TimerRun:".length),
        status,
        endedAt: endedAt === null ? null : Date.parse(endedAt),
        receivedAt,
      });
    }
    await client.dispose();
  }

  const following = (async () => {
    // Spread over the servers, and on to the next after a loss.
    for (let turn = Number.parseInt(owner.userId.slice(0, 6), 16); !stopping; turn += 1) {
      const living = addresses();
      const url = living[turn % living.length];
      if (url !== undefined) {
        // Reconnect, however the subscription ended.
        await follow(url).catch(() => {});
        if (!stopping) losses += 1;
      }
      if (!stopping) await delay(AGAIN_MS);
    }
  })();

  return {
    get losses() {
      return losses;
    },
    async stop() {
      stopping = true;
      leave();
      await following;
    },
  };
}
