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
 * Follows a session with all its questions: the first hundred at once, then further pages.
 *
 * @param changed a value that changes when the session has changed elsewhere; triggers a refetch
 */
export function followSession(id: Accessor<string>, changed: Accessor<unknown>): FollowedSession {
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

  async function fetchFurther(of: string, first: string | null): Promise<void> {
    const read = await readPages(
      async (after) => {
        const { data, fault } = await ask(client, SessionPageDocument, { id: of, after });
        setFurtherFault(fault);
        const node = data?.node;
        return node && isSession(node) && of === id() ? node.questions : null;
      },
      () => false,
      first,
    );
    if (read) setFurther(read.rows);
  }
  createEffect(
    on(
      () => {
        const info = session()?.questions.pageInfo;
        return `${session()?.version} ${info?.hasNextPage ? info.endCursor : ""}`;
      },
      () => {
        const info = session()?.questions.pageInfo;
        if (info?.hasNextPage) void fetchFurther(id(), info.endCursor);
        else setFurther([]);
      },
    ),
  );
  createEffect(on(changed, () => void query.refetch(), { defer: true }));
  const questions = createMemo(() => [...(session()?.questions.nodes ?? []), ...further()]);
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
