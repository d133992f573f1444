import { type Accessor, createMemo } from "solid-js";
import type { Ticker } from "../lib/time/ticker.ts";

const MINUTE = 60_000;

/** The server's time in epoch milliseconds, rounded up to the minute; for texts that count in minutes. */
export function createMinute(ticker: Ticker): Accessor<number> {
  const minute = createMemo(() => Math.ceil(ticker.now() / MINUTE));
  return () => minute() * MINUTE;
}
