import type { StandardSchemaV1 } from "@pothos/plugin-validation";
import { z } from "zod";
import { type InputIssue, InvalidInputError } from "./errors.ts";

/**
 * The issues of a failed validation, as the schema reports them. The path starts below `input`. The code follows from
 * zod's, or is a custom rule's `params: { code: "TAKEN" }`.
 */
export function invalidInputFrom(issues: readonly StandardSchemaV1.Issue[]): InvalidInputError {
  return new InvalidInputError(issues.map(inputIssue));
}

const CANNOT_BE_NULL = "This cannot be removed. Leave it out to keep it as it is.";

/**
 * The rule for a field of an update that has no other rule, such as a boolean: absent keeps the present value, null is
 * refused. A field with a rule is `rule.optional()`; one that null clears is `rule.nullish()`.
 */
export const notNull = z
  .unknown()
  .refine((value) => value !== null, { message: CANNOT_BE_NULL, params: { code: "REQUIRED" } })
  .optional();

function inputIssue(issue: StandardSchemaV1.Issue): InputIssue {
  const path = (issue.path ?? []).map((part) => String(typeof part === "object" ? part.key : part));
  const code = codeOf(issue);
  return {
    path: path[0] === "input" ? path.slice(1) : path,
    code,
    message: code === "REQUIRED" && "expected" in issue ? CANNOT_BE_NULL : issue.message,
  };
}

function codeOf(issue: StandardSchemaV1.Issue): string {
  if (
    "params" in issue &&
    typeof issue.params === "object" &&
    issue.params !== null &&
    "code" in issue.params
  ) {
    return String(issue.params.code);
  }
  if (!("code" in issue)) return "WRONG_FORMAT";
  // A missing value never gets here: the schema has refused it.
  if (issue.code === "invalid_type")
    return "expected" in issue && issue.expected === "int" ? "NOT_WHOLE" : "REQUIRED";
  return CODES[String(issue.code)] ?? "WRONG_FORMAT";
}

const CODES: Readonly<Record<string, string>> = {
  too_small: "TOO_SMALL",
  too_big: "TOO_BIG",
  invalid_value: "UNKNOWN_VALUE",
};
