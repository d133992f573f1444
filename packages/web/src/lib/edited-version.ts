import type { Outcome } from "./data/mutate.ts";
import { propertyOf } from "./property-of.ts";

interface Edited {
  readonly version: number;
}

/**
 * Saves an edit without overwriting what another device has saved since the edit began. If only something else has
 * changed, such as its place in a list, the edit is saved. If what is edited has changed, it is refused in words, with
 * everything typed kept; the next try, which the person makes knowing that, replaces the other version.
 *
 * @param opened the state in which the edit began
 * @param what the thing as a sentence's subject, such as "This task"
 * @param edited what the form edits of a state
 */
export function createVersionedSave<Entity extends Edited>(
  opened: Entity,
  what: string,
  edited: (state: Entity) => readonly unknown[],
) {
  let known = opened;
  return async <Data>(send: (expectedVersion: number) => Promise<Outcome<Data>>): Promise<Outcome<Data>> => {
    const outcome = await send(known.version);
    if (!("refused" in outcome)) return outcome;
    const current = currentIn<Entity>(outcome.refused.answer);
    if (current === null) return outcome;
    const isSame = JSON.stringify(edited(current)) === JSON.stringify(edited(known));
    known = current;
    if (isSame) return send(current.version);
    const words = `${what} was changed on another device while you were editing it. What you typed is still here, not saved yet. Save again to replace the other version, or cancel to keep it.`;
    return { refused: { ...outcome.refused, words, fields: {} } };
  };
}

/** The present state in a refusal; null: it was refused for another reason. */
function currentIn<Entity>(answer: unknown): Entity | null {
  if (propertyOf(answer, "__typename") !== "VersionConflict") return null;
  // The mutation's document selects the same fields of it as of the edited object.
  return propertyOf(answer, "current") as Entity;
}
