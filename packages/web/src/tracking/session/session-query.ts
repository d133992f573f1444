import { type Accessor, createEffect, createMemo, createSignal, on } from "solid-js";
import {
  SessionPageDocument,
  type SessionPageQuery,
  type TimedQuestionFragment,
} from "../../generated/graphql.ts";
import { ask } from "../../lib/data/ask.ts";
import { readPages } from "../../lib/data/lists/pages.ts";
import { followQuery } from "../../lib/data/query.ts";
import type { Fault } from "../../lib/data/result.ts";
import { useServices } from "../../lib/data/services.ts";

export type Session = Extract<NonNullable<SessionPageQuery["node"]>, { readonly startedAt: string }>;

export interface FollowedSession {
  /** Undefined while unknown; null: missing, deleted, or somebody else's. */
  readonly session: Session | null | undefined;
  /** All closed questions that count, by number. */
  readonly questions: readonly TimedQuestionFragment[];
  readonly fault: Fault | null;
  refetch(): void;
}

/**
 * Follows a session with all its questions: the first hundred at once, then further pages. The session itself follows
 * the cache, where pushes and the answers to changes arrive; they bring only its last questions, so a new version that
 * this query did not bring itself makes it ask again.
 */
export function followSession(id: Accessor<string>): FollowedSession {
  const { client } = useServices();
  const query = followQuery(SessionPageDocument, () => ({ id: id(), after: null }));
  const [further, setFurther] = createSignal<readonly TimedQuestionFragment[]>([]);
  const [furtherFault, setFurtherFault] = createSignal<Fault | null>(null);
  const session = () => {
    const node = query.data?.node;
    // A malformed id in the URL means that there is no such session.
    if (node === undefined && query.fault?.kind === "refused") return null;
    if (node === undefined || node === null) return node;
    return isSession(node) ? node : null;
  };

  /** Counts the first pages, so that the pages after an earlier one are ignored. */
  let generation = 0;
  async function fetchFurther(of: string, first: string): Promise<void> {
    const mine = generation;
    const read = await readPages(
      async (after) => {
        const { data, fault } = await ask(client, SessionPageDocument, { id: of, after });
        if (mine !== generation) return null;
        setFurtherFault(fault);
        const node = data?.node;
        return node && isSession(node) ? node.questions : null;
      },
      () => false,
      first,
    );
    if (read) setFurther(read.rows);
  }
  createEffect(
    on(id, () => {
      setFurther([]);
      setFurtherFault(null);
    }),
  );
  const version = createMemo(() => session()?.version);
  const next = createMemo(() => {
    const info = session()?.questions.pageInfo;
    return info?.hasNextPage ? info.endCursor : null;
  });
  createEffect(
    on([id, version, next], ([of, , first]) => {
      generation += 1;
      if (first !== null) void fetchFurther(of, first);
      else setFurther([]);
    }),
  );
  createEffect(
    on(version, (present, before) => {
      if (present !== undefined && before !== undefined && !query.isAsking) void query.refetch();
    }),
  );
  const questions = createMemo(() => {
    const known = session();
    const removed = new Set(known?.removedQuestions.map((question) => question.id));
    return [...(known?.questions.nodes ?? []), ...further()].filter((question) => !removed.has(question.id));
  });
  return {
    get session() {
      return session();
    },
    get questions() {
      return questions();
    },
    get fault() {
      return query.fault ?? furtherFault();
    },
    refetch: query.refetch,
  };
}

function isSession(node: NonNullable<SessionPageQuery["node"]>): node is Session {
  return "startedAt" in node;
}
