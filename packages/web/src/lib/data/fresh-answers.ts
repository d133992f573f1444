import type { Exchange, Operation } from "@urql/core";
import { filter, makeSubject, merge, pipe, tap } from "wonka";

/** Where changes come faster than answers, the last answer asked for is shown after all. */
const MOST_TRIES = 4;

interface Question {
  readonly tries: number;
  outdated: boolean;
}

/**
 * Asks again instead of taking an answer that may be older than what is known. A push or a mutation's answer
 * can overtake the answer to a question asked before; written to the cache after them it would put old
 * numbers back, and nothing would correct them until the next change. Belongs between cache and network.
 */
export const freshAnswers: Exchange =
  ({ forward }) =>
  (operations) => {
    const underWay = new Map<number, Question>();
    const again = makeSubject<Operation>();

    function begin({ key }: Operation, tries: number) {
      underWay.set(key, { tries, outdated: false });
    }

    return pipe(
      merge([
        pipe(
          operations,
          tap((operation) => {
            if (operation.kind === "query") begin(operation, 1);
            if (operation.kind === "teardown") underWay.delete(operation.key);
          }),
        ),
        again.source,
      ]),
      forward,
      filter(({ operation, data }) => {
        if (operation.kind !== "query") {
          if (data) for (const question of underWay.values()) question.outdated = true;
          return true;
        }
        const question = underWay.get(operation.key);
        underWay.delete(operation.key);
        if (!data || !question?.outdated || question.tries >= MOST_TRIES) return true;
        begin(operation, question.tries + 1);
        again.next(operation);
        return false;
      }),
    );
  };
