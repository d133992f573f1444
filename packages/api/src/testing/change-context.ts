import type { ChangeContext } from "../platform/changes/change.ts";
import type { DatabaseHandle } from "../platform/context.ts";
import { createSerializer } from "../platform/serially.ts";

/** The context of a person's changes in a process of its own, which announces them to nobody. */
export function aChangeContext<Topic extends string>(
  db: DatabaseHandle,
  userId: string,
): ChangeContext<Topic> {
  return { db, userId, serially: createSerializer(), announce() {} };
}
