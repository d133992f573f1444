import type { StandardSchemaV1 } from "@pothos/plugin-validation";
import { type InputIssue, InvalidInputError } from "./errors.ts";

/**
 * The issues of a failed validation, as the schema reports them. The path starts below `input`. The code is zod's
 * (`TOO_SMALL`), or a custom rule's `params: { code: "PASSWORD_TOO_WEAK" }`.
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
  return "code" in issue ? String(issue.code).toUpperCase() : "INVALID";
}
