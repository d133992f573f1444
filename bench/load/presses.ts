import { randomUUID } from "node:crypto";
import { KeptConnection, postRequest } from "./connection.ts";
import type { Guest } from "./guests.ts";

const press = `mutation ($input: RecordEventInput!) { recordEvent(input: $input) {
  ... on RecordEventPayload { replayed session { id questionCount } } ... on Error { message } } }`;

/** How many presses arrive, and for how long. */
export interface Pressing {
  /** Of all guests together, each on a connection of their own. */
  readonly perSecond: number;
  readonly seconds: number;
}

/**
 * Presses Next at a steady rate. A press is timed from the moment it was due, so the time that it waits behind another
 * press counts. Throws when a press is refused.
 *
 * @returns milliseconds from when each press was due to its answer
 */
export async function pressSteadily(
  port: number,
  guests: readonly Guest[],
  { perSecond, seconds }: Pressing,
): Promise<number[]> {
  const start = performance.now() + 50;
  const gapMs = (1000 * guests.length) / perSecond;
  const times = await Promise.all(
    guests.map(async ({ from, token }, index) => {
      const connection = await KeptConnection.open(port);
      const own: number[] = [];
      for (let turn = 0; ; turn += 1) {
        const due = start + (index * gapMs) / guests.length + turn * gapMs;
        if (due > start + seconds * 1000) break;
        const early = due - performance.now();
        if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
        const input = { type: "NEXT", clientEventId: randomUUID() };
        const { body } = await connection.ask(
          postRequest("/graphql", { query: press, variables: { input } }, token, from),
        );
        if (!body.includes('"replayed":false')) throw new Error(`A press was refused: ${body}`);
        own.push(performance.now() - due);
      }
      connection.close();
      return own;
    }),
  );
  return times.flat();
}
