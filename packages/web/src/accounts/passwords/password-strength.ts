import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary as common } from "@zxcvbn-ts/language-common";
import { dictionary as english, translations } from "@zxcvbn-ts/language-en";

/** zxcvbn's search is quadratic in the length; further characters never make a password weaker. */
const JUDGED_CHARACTERS = 64;

const WORDS = ["Very weak", "Weak", "Fair", "Strong", "Very strong"] as const;

export interface Strength {
  /** 0 (guessed first) to 4 (unguessable). */
  readonly score: 0 | 1 | 2 | 3 | 4;
  readonly words: (typeof WORDS)[number];
  /** How to make it stronger; may be empty. */
  readonly advice: string;
}

const judge = new ZxcvbnFactory({
  dictionary: { ...common, ...english },
  graphs: adjacencyGraphs,
  translations: inBritish(translations),
  maxLength: JUDGED_CHARACTERS,
});

/**
 * Rates how well a password resists guessing. Loads 1.5 MB of dictionaries: import it only when one is typed.
 *
 * @param userInputs what is known about the person; its words count as known to an attacker
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

/** The messages in the interface's British spelling; their keys stay as they are. */
function inBritish<Words extends object>(words: Words): Words {
  return { ...words, ...JSON.parse(JSON.stringify(words).replaceAll("Capitalize ", "Capitalise ")) };
}
