import type { HeardTimers } from "@pacekeeper/domain/tasks/told-timer";
import type { CountdownFragment, TimersQuery } from "../generated/operations.ts";

type Viewer = NonNullable<TimersQuery["viewer"]>;

/** An open task, which may be started. */
export type OpenTask = Viewer["tasks"]["nodes"][number];

/** What this page knows of the timers. */
export interface Known {
  readonly heard: HeardTimers<CountdownFragment>;
  /** The first of those that match the search, in their order. */
  readonly tasks: readonly OpenTask[];
  /** Whether more match than are shown. */
  readonly hasMore: boolean;
  readonly longBreakEvery: number;
  /** The server's clock minus this device's, milliseconds; null before its first answer. */
  readonly ahead: number | null;
  /** Why the server does not answer, in words; "" while it does. */
  readonly fault: string;
  /** The token does not allow timers. */
  readonly isBarred: boolean;
  /** What tasks are looked for. */
  readonly search: string;
  /** Why the last press did nothing, and of which task; null: it did. */
  readonly refusal: { readonly taskId: string; readonly words: string } | null;
  /** The tasks whose presses the server has not answered yet. */
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

/** Calls `drawn` after every change of what is known. */
export function onLearning(drawn: () => void): void {
  draw = drawn;
}

/** Takes in what is new. */
export function learn(news: Partial<Known>): void {
  known = { ...known, ...news };
  draw();
}

/** Forgets everything: another person's tracker comes, or none. */
export function forget(): void {
  known = NOTHING;
}
