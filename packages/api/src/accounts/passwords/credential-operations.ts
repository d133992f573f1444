import type { Context } from "../../platform/context.ts";
import { requestError } from "../../platform/errors.ts";

const done = new WeakSet<Context>();

/**
 * Allows one operation with a password per document: a hundred aliases would be a hundred tries for the price of one
 * request.
 *
 * @throws BAD_USER_INPUT for any further one
 */
export function onlyCredentialOperation(context: Context): void {
  if (done.has(context)) {
    throw requestError(
      "BAD_USER_INPUT",
      "A document may contain only one operation with a password. Send the others separately.",
    );
  }
  done.add(context);
}
