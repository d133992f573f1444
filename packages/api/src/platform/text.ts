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

/**
 * Embeddings, overrides and isolates: they show a text in another order than the one it is stored in, and the order of
 * what stands after it. The marks of direction, which only place the punctuation beside them, are left.
 */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/u;

/**
 * Characters that show nothing by themselves: spaces, joiners, variation selectors, fillers, and two blank symbols. They
 * belong inside of words and emoji; a text of nothing else looks empty.
 */
const ONLY_INVISIBLE = /^[\s\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\u2800\u{1d159}]+$/u;

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
      if (DIRECTIONS.test(text)) {
        refuse(
          "UNREADABLE",
          "It contains a character that turns the direction of writing. Type it instead of pasting it.",
        );
      }
      if (ONLY_INVISIBLE.test(text)) refuse("UNREADABLE", "Nothing of it can be seen.");
      if (text === "" && empty !== undefined) refuse("TOO_SMALL", empty);
      if ([...text].length > most) refuse("TOO_BIG", `At most ${most.toLocaleString("en")} characters.`);
    });
  RULES.add(rule);
  return rule;
}
