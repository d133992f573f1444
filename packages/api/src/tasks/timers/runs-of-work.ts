import { countsAsWork, PHASES } from "@pacekeeper/domain/tasks/pomodoro";

const PHASES_OF_WORK = PHASES.filter(countsAsWork).map((phase) => `'${phase}'`);

/** The domain's `countsAsWork` as a condition of a statement. @param phase the column */
export function isWork(phase: string): string {
  return `(${phase} IS NULL OR ${phase} IN (${PHASES_OF_WORK}))`;
}
