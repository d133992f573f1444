import { z } from "zod";

/** What a person may write into a field. */
export interface TextLimits {
  /** In code points: people do not count the halves that JavaScript counts. */
  readonly most: number;
  /** What is said where nothing is left of the text. Left out: it may be empty. */
  readonly empty?: string;
}

const RULES = new WeakSet<z.ZodType>();

/**
 * The rule for a text on one line. What passes it is clean: letters composed (NFC), whitespace made single spaces, none
 * around it. Refused with the codes TOO_SMALL, TOO_BIG and UNREADABLE.
 */
export function lineRule(limits: TextLimits) {
  return textRule(cleanLine, limits);
}

/** The same for a text of several lines, which keep their indents. */
export function linesRule(limits: TextLimits) {
  return textRule(cleanLines, limits);
}

/** A text on one line as it is kept. */
export function cleanLine(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim();
}

function cleanLines(text: string): string {
  return text.normalize("NFC").replace(/\r\n?/g, "\n").trim();
}

/** The first so many code points of a text that this server puts together. */
export function shortened(text: string, most: number): string {
  return [...text].slice(0, most).join("");
}

/** Whether a rule is one of these, or one of these that may be left out. */
export function isTextRule(rule: z.ZodType): boolean {
  if (rule instanceof z.ZodOptional || rule instanceof z.ZodNullable) {
    return rule.unwrap() instanceof z.ZodType && isTextRule(rule.unwrap() as z.ZodType);
  }
  return RULES.has(rule);
}

/** Control characters but tab and line break, and halves of characters: no keyboard types them, no page shows them. */
const UNREADABLE = /[^\P{Cc}\t\n]|\p{Cs}/u;

function textRule(clean: (text: string) => string, { empty, most }: TextLimits) {
  const rule = z
    .string()
    .overwrite(clean)
    .superRefine((text, context) => {
      const refuse = (code: string, message: string) =>
        context.addIssue({ code: "custom", params: { code }, message });
      if (UNREADABLE.test(text)) {
        refuse(
          "UNREADABLE",
          "It holds a character that cannot be shown. Type it again instead of pasting it.",
        );
      }
      if (text === "" && empty !== undefined) refuse("TOO_SMALL", empty);
      if ([...text].length > most) refuse("TOO_BIG", `At most ${most.toLocaleString("en")} characters.`);
    });
  RULES.add(rule);
  return rule;
}
