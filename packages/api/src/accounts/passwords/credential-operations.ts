import type { Context } from "../../platform/context.ts";
import { requestError } from "../../platform/errors.ts";

const done = new WeakSet<Context>();

/**
 * Lets one operation with a password through in a document: a hundred aliases would be a hundred tries at
 * the price of one request.
 *
 * @throws BAD_USER_INPUT for any further one
 */
export function onlyCredentialOperation(context: Context): void {
  if (done.has(context)) {
    throw requestError(
      "BAD_USER_INPUT",
      "A document may hold one operation with a password. Send another one.",
    );
  }
  done.add(context);
}
