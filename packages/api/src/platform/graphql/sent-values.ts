import { requestError } from "../errors.ts";

/** The deepest nesting of lists and objects, and the most values, that a request may send beside its document. */
const DEEPEST = 32;
const MOST = 10_000;

/** What PostgreSQL cannot store, and nobody types: NUL characters and lone surrogates. */
const UNSTORABLE = /[\0\p{Cs}]/u;

/** What a request may send beside its document; both are JSON. */
export interface SentValues {
  readonly variables?: unknown;
  readonly extensions?: unknown;
}

/**
 * Checks what was sent beside the document, before anything else walks through it.
 *
 * @throws GraphQLError with the code BAD_USER_INPUT when it is nested too deeply, holds too many values or a text that
 *   cannot be stored
 */
export function checkSentValues({ variables, extensions }: SentValues): void {
  const left = { values: MOST };
  checkValue(variables, DEEPEST, left);
  checkValue(extensions, DEEPEST, left);
}

function checkValue(value: unknown, levels: number, left: { values: number }): void {
  if (typeof value === "string") checkText(value);
  if (typeof value !== "object" || value === null) return;
  if (levels === 0) throw refused(`The variables are nested more than ${DEEPEST} levels deep.`);
  for (const one of Object.values(value)) {
    left.values -= 1;
    if (left.values < 0) throw refused(`The variables hold more than ${MOST.toLocaleString("en")} values.`);
    checkValue(one, levels - 1, left);
  }
}

/** Refuses a text that cannot be stored, wherever it was sent. */
export function checkText(text: string): void {
  if (UNSTORABLE.test(text)) {
    throw refused("A text contains a NUL character or half of a surrogate pair. Remove it.");
  }
}

function refused(message: string) {
  return requestError("BAD_USER_INPUT", message, { httpStatus: 400 });
}
