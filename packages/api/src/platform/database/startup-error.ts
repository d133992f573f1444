/**
 * Something that the operator must fix before Pacekeeper can start. The message is one paragraph that says what is
 * wrong and what to do. It holds no password and is printed on its own, without a stack trace.
 */
export class StartupError extends Error {
  override readonly name = "StartupError";
}

/** Takes one line per step, so that somebody who waits for a slow first start sees why. A pino logger fits. */
export type StartupLog = {
  info(message: string): void;
  warn(message: string): void;
};
