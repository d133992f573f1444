import type { DriveEventType } from "@pacekeeper/domain/tracking/events";
import type { NowQuery } from "./generated/operations.ts";
import { CLASSIC } from "./hotkeys.ts";
import { readText, writeText } from "./storage.ts";

/** The tracker that this page records for. */
export interface Link {
  /** The server's origin, such as "https://tracker.example". */
  readonly server: string;
  readonly token: string;
}

/** A press that the server has not confirmed yet, in the shape in which it is sent. */
export interface QueuedEvent {
  readonly type: DriveEventType;
  readonly clientEventId: string;
  /** The session it belongs to; the press's own id if it opens a session. */
  readonly sessionKey: string;
  /** By this device's clock. */
  readonly occurredAt: string;
  /** NEXT only: the page's estimate; null if there was none. */
  readonly estimatedSeconds: number | null;
}

/** The state that outlives the page, shared by all tabs. */
export interface Kept {
  readonly link: Link | null;
  /** The id of the person who made the presses in the queue; undefined while unknown. */
  readonly owner?: string | undefined;
  /** In the order of the presses. */
  readonly queue: readonly QueuedEvent[];
  /** The last known server state of the active session and the day; null before the link's first answer. */
  readonly viewer: NowQuery["viewer"];
  /** The server's clock minus this device's, milliseconds. */
  readonly ahead: number;
  /** The chords of NEXT, PAUSE, UNDO and EXIT. */
  readonly keys: readonly string[];
  /** Whether the person has read the warning about browser shortcuts. */
  readonly warned: boolean;
  readonly compact: boolean;
  /** Whether the timers are shown instead of the questions. */
  readonly timers: boolean;
  /** The widget's position: 0 is the left or top edge of the window, 1 the right or bottom edge. */
  readonly x: number;
  readonly y: number;
}

type Edit = (kept: Kept) => Partial<Kept>;

const FRESH: Kept = {
  link: null,
  queue: [],
  viewer: null,
  ahead: 0,
  keys: CLASSIC,
  warned: false,
  compact: false,
  timers: false,
  x: 1,
  y: 1,
};

/** This tab's view: the stored state with the tab's unsaved edits applied. */
export let kept = FRESH;
let unsaved: readonly Edit[] = [];
let draw = () => {};

/** Calls `drawn` after every change of the displayed state. */
export function onChange(drawn: () => void): void {
  draw = drawn;
}

/** Redraws the widget. */
export function drawAgain(): void {
  draw();
}

/**
 * Edits the kept state, in this tab at once. Resolves to whether the edit is stored; if not, it lasts as long as
 * this tab. The edit is reapplied to what other tabs wrote meanwhile, so that no tab's edits are lost.
 */
export function change(edit: Edit): Promise<boolean> {
  unsaved = [...unsaved, edit];
  kept = edited(kept, edit);
  drawAgain();
  return settle();
}

/** Reads what other tabs wrote and stores this tab's unsaved edits. Resolves to whether everything is stored. */
export async function settle(): Promise<boolean> {
  try {
    await navigator.locks.request("pacekeeper", async () => {
      const edits = unsaved;
      kept = edits.reduce(edited, { ...FRESH, ...JSON.parse((await readText()) ?? "null") });
      if (edits.length > 0) await writeText(JSON.stringify(kept));
      unsaved = unsaved.filter((edit) => !edits.includes(edit));
      kept = unsaved.reduce(edited, kept);
    });
  } catch {
    return false;
  }
  drawAgain();
  return true;
}

function edited(before: Kept, edit: Edit): Kept {
  return { ...before, ...edit(before) };
}
