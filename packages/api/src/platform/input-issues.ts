import type { StandardSchemaV1 } from "@pothos/plugin-validation";
import { type InputIssue, InvalidInputError } from "./errors.ts";

/**
 * The issues of a failed validation, as the schema reports them. The path starts below `input`. The code follows from
 * zod's, or is a custom rule's `params: { code: "TAKEN" }`.
 */
export function invalidInputFrom(issues: readonly StandardSchemaV1.Issue[]): InvalidInputError {
  return new InvalidInputError(issues.map(inputIssue));
}

function inputIssue(issue: StandardSchemaV1.Issue): InputIssue {
  const path = (issue.path ?? []).map((part) => String(typeof part === "object" ? part.key : part));
  return {
    path: path[0] === "input" ? path.slice(1) : path,
    code: codeOf(issue),
    message: issue.message,
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
