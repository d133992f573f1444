import type { Exchange, Operation } from "@urql/core";
import { filter, makeSubject, merge, pipe, tap } from "wonka";

/** If changes keep overtaking answers, the answer to this try is accepted anyway. */
const MOST_TRIES = 4;

interface Question {
  readonly tries: number;
  outdated: boolean;
}

/**
 * Repeats a query whose answer may be stale. A push or a mutation's answer can overtake the answer to an earlier
 * query. Written to the cache last, that answer would restore old values, and nothing would correct them until the
 * next change. Belongs between cache and network.
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
