import { z } from "zod";

/** Limits of a text that a person writes. */
export interface TextLimits {
  /** The maximum length in code points: people do not count UTF-16 units. */
  readonly most: number;
  /** The message when the cleaned text is empty. Omitted: it may be empty. */
  readonly empty?: string;
}

const RULES = new WeakSet<z.ZodType>();

/**
 * The rule for a text on one line. It cleans the text: composes letters (NFC), collapses whitespace to single spaces,
 * and trims it. Refuses with the codes TOO_SMALL, TOO_BIG and UNREADABLE.
 */
export function lineRule(limits: TextLimits) {
  return textRule(cleanLine, limits);
}

/** The same for a text of several lines, which keeps its line breaks and the indents within. */
export function linesRule(limits: TextLimits) {
  return textRule(cleanLines, limits);
}

/** A one-line text as it is stored. */
export function cleanLine(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim();
}

function cleanLines(text: string): string {
  return text.normalize("NFC").replace(/\r\n?/g, "\n").trim();
}

/** The first `most` code points of a text that this server composes. */
export function shortened(text: string, most: number): string {
  return [...text].slice(0, most).join("");
}

/** Whether a rule was made here, also when it is optional or nullable. */
export function isTextRule(rule: z.ZodType): boolean {
  if (rule instanceof z.ZodOptional || rule instanceof z.ZodNullable) {
    return rule.unwrap() instanceof z.ZodType && isTextRule(rule.unwrap() as z.ZodType);
  }
  return RULES.has(rule);
}

/** Control characters except tab and line break, and lone surrogates: no keyboard types them, no page shows them. */
const UNREADABLE = /[^\P{Cc}\t\n]|\p{Cs}/u;

function textRule(clean: (text: string) => string, { empty, most }: TextLimits) {
  // Normalising takes time by the square of the combining marks, so a text that is far too long is refused as it is.
  const longestCleaned = 4 * most + 64;
  const rule = z
    .string()
    .overwrite((text) => (text.length > longestCleaned ? text : clean(text)))
    .superRefine((text, context) => {
      const refuse = (code: string, message: string) =>
        context.addIssue({ code: "custom", params: { code }, message });
      if (UNREADABLE.test(text)) {
        refuse("UNREADABLE", "It contains a character that cannot be shown. Type it instead of pasting it.");
      }
      if (text === "" && empty !== undefined) refuse("TOO_SMALL", empty);
      if ([...text].length > most) refuse("TOO_BIG", `At most ${most.toLocaleString("en")} characters.`);
    });
  RULES.add(rule);
  return rule;
}
