import type { TypedDocumentNode } from "@urql/core";
import {
  CreateHabitDocument,
  DeleteHabitDocument,
  DeleteHabitLogDocument,
  LinkHabitDocument,
  LogHabitDocument,
  RestoreHabitLogDocument,
  SkipHabitDocument,
  StartHabitStopwatchDocument,
  StopHabitStopwatchDocument,
  UnlinkHabitDocument,
  UpdateHabitDocument,
  UpdateHabitLogDocument,
} from "../generated/graphql.ts";
import { createSend, type Outcome } from "../lib/data/mutate.ts";

export type HabitChanges = ReturnType<typeof createHabitChanges>;

/**
 * Sends changes of habits and reports each success. Shows nothing itself.
 *
 * @param changed called after each successful change
 */
export function createHabitChanges(changed: () => void) {
  function sending<Data extends object, Input>(
    document: TypedDocumentNode<Data, { readonly input: Input }>,
  ): (input: Input) => Promise<Outcome<Data>> {
    const send = createSend(document);
    return async (input) => {
      const outcome = await send({ input });
      if ("taken" in outcome) changed();
      return outcome;
    };
  }
  return {
    create: sending(CreateHabitDocument),
    update: sending(UpdateHabitDocument),
    remove: sending(DeleteHabitDocument),
    log: sending(LogHabitDocument),
    updateLog: sending(UpdateHabitLogDocument),
    deleteLog: sending(DeleteHabitLogDocument),
    restoreLog: sending(RestoreHabitLogDocument),
    skip: sending(SkipHabitDocument),
    startStopwatch: sending(StartHabitStopwatchDocument),
    /** The log is null if nothing was logged. */
    stopStopwatch: sending(StopHabitStopwatchDocument),
    link: sending(LinkHabitDocument),
    unlink: sending(UnlinkHabitDocument),
  };
}
