const declared = new Map<string, string>();

/**
 * Declares codes of input issues, the values of `InputIssueCode`, in the room whose rules report them.
 *
 * @param codes their descriptions
 * @throws RangeError for a code that is already declared
 */
export function declareIssueCodes(codes: Readonly<Record<string, string>>): void {
  for (const [code, description] of Object.entries(codes)) {
    if (declared.has(code)) throw new RangeError(`The issue code ${code} is declared twice`);
    declared.set(code, description);
  }
}

/** Every declared code with its description. */
export function declaredIssueCodes(): ReadonlyMap<string, string> {
  return declared;
}

// What the rules of all rooms report.
declareIssueCodes({
  TOO_SMALL: "Smaller, shorter or fewer than allowed.",
  TOO_BIG: "Larger, longer or more than allowed.",
  TOO_EARLY: "Before the earliest instant or date that is allowed.",
  TOO_LATE: "After the latest instant or date that is allowed.",
  NOT_WHOLE: "Only whole numbers are allowed.",
  REQUIRED: "A value is needed here. To keep the present one, leave the field out.",
  WRONG_FORMAT: "Not in the form that the field's description names.",
  UNKNOWN_VALUE: "Not one of the values that the field's description names.",
  NOT_ALLOWED: "Allowed only together with other values than those given.",
  AMBIGUOUS: "Fields that exclude each other, or that need each other.",
  UNREADABLE: "Contains characters that cannot be shown.",
  TAKEN: "Something else of the same kind already has it.",
});
