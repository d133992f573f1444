import { forgetSeen } from "./data/seen-storage.ts";

let changes = 0;
let leaving = false;

/** Whether this page is changing the viewer itself, so that any viewer in an answer is fine. */
export function isChanging(): boolean {
  return leaving || changes > 0;
}

/** Runs work that may change the viewer, such as logging in. */
export async function whileChanging<Result>(work: () => Promise<Result>): Promise<Result> {
  changes += 1;
  try {
    return await work();
  } finally {
    changes -= 1;
  }
}

/**
 * Drops everything of the previous viewer: clears the cache in this browser and reloads, so that nothing survives
 * in memory either. Queued events stay; each names its owner.
 *
 * @param address the page to load; by default the current one
 */
export async function startAfresh(address?: string): Promise<void> {
  if (leaving) return;
  leaving = true;
  await forgetSeen();
  if (address === undefined) location.reload();
  else location.assign(address);
}
