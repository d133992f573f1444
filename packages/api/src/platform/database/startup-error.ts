/**
 * Something the operator must put right before Pacekeeper can start. The message is one paragraph that says
 * what is wrong and what to do, holds no password, and is meant to be printed alone: no stack trace.
 */
export class StartupError extends Error {
  override readonly name = "StartupError";
}

/** Takes one line a step, so that a person who waits for a slow first start sees why. A pino logger fits. */
export type StartupLog = {
  info(message: string): void;
  warn(message: string): void;
};
