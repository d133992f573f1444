import type { HeardTimers } from "@pacekeeper/domain/tasks/told-timer";
import type { CountdownFragment, TimersQuery } from "../generated/operations.ts";

type Viewer = NonNullable<TimersQuery["viewer"]>;

/** An open task, which can be started. */
export type OpenTask = Viewer["tasks"]["nodes"][number];

/** This page's state of the timers. */
export interface Known {
  readonly heard: HeardTimers<CountdownFragment>;
  /** The first tasks that match the search, in order. */
  readonly tasks: readonly OpenTask[];
  /** Whether more tasks match. */
  readonly hasMore: boolean;
  readonly longBreakEvery: number;
  /** The server's clock minus this device's, milliseconds; null before its first answer. */
  readonly ahead: number | null;
  /** Why the server does not answer; "" while it does. */
  readonly fault: string;
  /** Whether the token does not allow timers. */
  readonly isBarred: boolean;
  /** The search text for tasks. */
  readonly search: string;
  /** Why the last press failed, and for which task; null if it did not. */
  readonly refusal: { readonly taskId: string; readonly words: string } | null;
  /** The ids of tasks with a press in flight. */
  readonly pressed: readonly string[];
}

const NOTHING: Known = {
  heard: new Map(),
  tasks: [],
  hasMore: false,
  longBreakEvery: 4,
  ahead: null,
  fault: "",
  isBarred: false,
  search: "",
  refusal: null,
  pressed: [],
};

export let known = NOTHING;
let draw = () => {};

/** Calls `drawn` after every change of `known`. */
export function onLearning(drawn: () => void): void {
  draw = drawn;
}

/** Merges new facts into `known`. */
export function learn(news: Partial<Known>): void {
  known = { ...known, ...news };
  draw();
}

/** Resets everything, because the page was disconnected or connected to another tracker. */
export function forget(): void {
  known = NOTHING;
}
