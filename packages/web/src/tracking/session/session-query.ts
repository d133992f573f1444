import { type Accessor, createEffect, createMemo, createSignal, on } from "solid-js";
import {
  SessionPageDocument,
  type SessionPageQuery,
  type TimedQuestionFragment,
} from "../../generated/graphql.ts";
import { type Fault, faultOf } from "../../lib/data/result.ts";
import type { Services } from "../../lib/data/services.ts";
import { watchQuery } from "../../lib/data/watched-query.ts";

export type Session = Extract<NonNullable<SessionPageQuery["node"]>, { readonly startedAt: string }>;

export interface FollowedSession {
  /** Undefined while unknown; null: not there, deleted, or not ours. */
  readonly session: Session | null | undefined;
  /** All closed questions that count, by number. */
  readonly questions: readonly TimedQuestionFragment[];
  readonly fault: Fault | null;
  refetch(): void;
}

/**
 * A session with all its questions: the first hundred at once, further pages behind them.
 *
 * @param changed anything that differs when the session has changed elsewhere; it is asked for again
 */
export function followSession(
  services: Services,
  id: Accessor<string>,
  changed: Accessor<unknown>,
): FollowedSession {
  const query = watchQuery(services, SessionPageDocument, () => ({ id: id(), after: null }));
  const [further, setFurther] = createSignal<readonly TimedQuestionFragment[]>([]);
  const [furtherFault, setFurtherFault] = createSignal<Fault | null>(null);
  const session = () => {
    const node = query.data?.node;
    // An address that is no id names no session either.
    if (node === undefined && query.fault?.kind === "refused") return null;
    if (node === undefined || node === null) return node;
    return isSession(node) ? node : null;
  };

  async function fetchFurther(of: string, first: string | null): Promise<void> {
    const pages: TimedQuestionFragment[] = [];
    for (let after = first; after !== null; ) {
      const { data, error } = await services.client
        .query(SessionPageDocument, { id: of, after }, { requestPolicy: "network-only" })
        .toPromise();
      setFurtherFault(error ? faultOf(error) : null);
      const node = data?.node;
      if (!node || !isSession(node) || of !== id()) return;
      pages.push(...node.questions.nodes);
      after = node.questions.pageInfo.hasNextPage ? node.questions.pageInfo.endCursor : null;
    }
    setFurther(pages);
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
  createEffect(on(changed, () => query.refetch(), { defer: true }));
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
