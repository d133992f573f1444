import type { DriveEventType } from "@pacekeeper/domain/tracking/events";
import type { NowQuery } from "./generated/operations.ts";
import { CLASSIC } from "./hotkeys.ts";
import { readText, writeText } from "./storage.ts";

/** Whose tracker this page records for. */
export interface Link {
  /** The server's origin, such as "https://tracker.example". */
  readonly server: string;
  readonly token: string;
}

/** A press that the server has not answered for yet, as it is sent. */
export interface QueuedEvent {
  readonly type: DriveEventType;
  readonly clientEventId: string;
  /** The session it means; its own id when it opens one. */
  readonly sessionKey: string;
  /** By this device's clock. */
  readonly occurredAt: string;
  /** NEXT only: the page's estimate, null when it gave none. */
  readonly estimatedSeconds: number | null;
}

/** All that outlives the page, in one place for all tabs. */
export interface Kept {
  readonly link: Link | null;
  /** In the order of the presses. */
  readonly queue: readonly QueuedEvent[];
  /** The server's last word on the active session and the day. */
  readonly viewer: NowQuery["viewer"];
  /** The server's clock minus this device's, milliseconds. */
  readonly ahead: number;
  /** The chords of NEXT, PAUSE, UNDO and EXIT. */
  readonly keys: readonly string[];
  /** The person has read what the browser does on them. */
  readonly warned: boolean;
  readonly compact: boolean;
  /** Whether the timers are shown instead of the questions. */
  readonly timers: boolean;
  /** Where the widget stands: 0 at the left or upper side of the window, 1 at the other. */
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

/** As this tab knows it: what is stored, with its own edits that are not stored yet. */
export let kept = FRESH;
let unsaved: readonly Edit[] = [];
let draw = () => {};

/** Calls `drawn` after every change of what the screen shows. */
export function onChange(drawn: () => void): void {
  draw = drawn;
}

/** Draws anew what may look different now. */
export function drawAgain(): void {
  draw();
}

/**
 * Edits what is kept, at once for this tab. Answers whether it is stored; if not, the edit lives as long
 * as this tab. The edit runs again over what other tabs wrote meanwhile, so that none loses the other's.
 */
export function change(edit: Edit): Promise<boolean> {
  unsaved = [...unsaved, edit];
  kept = edited(kept, edit);
  drawAgain();
  return settle();
}

/** Takes over what other tabs wrote and stores what this one has not yet. Answers whether all is stored. */
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
