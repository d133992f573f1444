import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary as common } from "@zxcvbn-ts/language-common";
import { dictionary as english, translations } from "@zxcvbn-ts/language-en";

/** Its search grows with the square of the length; what comes later in a password makes it no weaker. */
const JUDGED_CHARACTERS = 64;

const WORDS = ["Very weak", "Weak", "Fair", "Strong", "Very strong"] as const;

export interface Strength {
  /** 0 (tried first) to 4 (beyond guessing). */
  readonly score: 0 | 1 | 2 | 3 | 4;
  readonly words: (typeof WORDS)[number];
  /** What would make it stronger; empty when there is nothing to say. */
  readonly advice: string;
}

const judge = new ZxcvbnFactory({
  dictionary: { ...common, ...english },
  graphs: adjacencyGraphs,
  translations: inBritish(translations),
  maxLength: JUDGED_CHARACTERS,
});

/**
 * How long a password would withstand being guessed. Loads 1.5 MB of words: import it only when one is typed.
 *
 * @param userInputs what is known of the person; words of it count as known to who guesses
 */
export function strengthOf(password: string, userInputs: readonly string[]): Strength {
  const known = userInputs.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter(Boolean);
  const { score, feedback } = judge.check(password, known);
  const [suggestion = ""] = feedback.suggestions;
  return { score, words: WORDS[score], advice: sentence(feedback.warning ?? "") || sentence(suggestion) };
}

function sentence(text: string): string {
  return text && !/[.?]$/.test(text) ? `${text}.` : text;
}

/** The same words in the spelling of the rest of the interface; the keys, which are part of them, stay. */
function inBritish<Words extends object>(words: Words): Words {
  return { ...words, ...JSON.parse(JSON.stringify(words).replaceAll("Capitalize ", "Capitalise ")) };
}
