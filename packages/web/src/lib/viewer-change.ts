import { forgetSeen } from "./data/seen-storage.ts";

let changes = 0;
let leaving = false;

/** Whether this page is about to become somebody else's, so that no answer about the viewer surprises it. */
export function isChanging(): boolean {
  return leaving || changes > 0;
}

/** Does something that may make this browser somebody else's, such as logging in. */
export async function whileChanging<Result>(work: () => Promise<Result>): Promise<Result> {
  changes += 1;
  try {
    return await work();
  } finally {
    changes -= 1;
  }
}

/**
 * Leaves everything of who was here before: forgets what this browser kept to show, and loads a page anew,
 * so that nothing in memory survives either. Events that wait to be sent stay; they name whose they are.
 *
 * @param address the page to load; left out: this one
 */
export async function startAfresh(address?: string): Promise<void> {
  if (leaving) return;
  leaving = true;
  await forgetSeen();
  if (address === undefined) location.reload();
  else location.assign(address);
}
