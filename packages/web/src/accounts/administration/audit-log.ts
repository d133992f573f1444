import { useClient } from "@urql/solid";
import { type Accessor, createSignal } from "solid-js";
import { AuditLogDocument, type AuditRowFragment } from "../../generated/graphql.ts";
import { ask } from "../../lib/data/ask.ts";
import { readPages } from "../../lib/data/pages.ts";
import type { Fault } from "../../lib/data/result.ts";

const FIRST_PAGE = 10;
const MORE = 50;

export interface AuditLog {
  /** Newest first; undefined until the server has told any. */
  entries: Accessor<readonly AuditRowFragment[] | undefined>;
  /** Whether there are older ones. */
  hasMore: Accessor<boolean>;
  /** Why the last question was not answered. */
  fault: Accessor<Fault | null>;
  /** Asks for what has happened since. */
  refresh(): Promise<void>;
  /** Asks for older entries. */
  more(): Promise<void>;
}

/** What is known of the audit log: a stretch without holes from its newest entry backwards. It only ever grows. */
export function createAuditLog(): AuditLog {
  const client = useClient();
  const [entries, setEntries] = createSignal<readonly AuditRowFragment[]>();
  const [hasMore, setHasMore] = createSignal(false);
  const [fault, setFault] = createSignal<Fault | null>(null);
  /** Behind the oldest entry that is known. */
  let end: string | null = null;
  // One question at a time: the next begins where the one before it left the stretch.
  let last: Promise<void> = Promise.resolve();

  async function page(first: number, after: string | null) {
    const { data, fault } = await ask(client, AuditLogDocument, { first, after });
    setFault(fault);
    return data?.viewer?.auditLog ?? null;
  }
  async function begin() {
    const newest = await page(FIRST_PAGE, null);
    if (!newest) return;
    setEntries(newest.nodes);
    setHasMore(newest.pageInfo.hasNextPage);
    end = newest.pageInfo.endCursor;
  }
  async function addNewer(known: readonly AuditRowFragment[]) {
    const ids = new Set(known.map(({ id }) => id));
    const isKnown = ({ id }: AuditRowFragment) => ids.has(id);
    const newest = await readPages(
      (after, rowCount) => page(rowCount === 0 ? FIRST_PAGE : MORE, after),
      (rows) => rows.some(isKnown),
    );
    const newer = newest?.rows.filter((row) => !isKnown(row)) ?? [];
    if (newer.length > 0) setEntries([...newer, ...known]);
  }
  async function addOlder() {
    const older = await page(MORE, end);
    if (!older) return;
    setEntries((known = []) => [...known, ...older.nodes]);
    setHasMore(older.pageInfo.hasNextPage);
    end = older.pageInfo.endCursor ?? end;
  }
  const inTurn = (ask: () => Promise<void>) => {
    last = last.then(ask);
    return last;
  };
  return {
    entries,
    hasMore,
    fault,
    refresh: () =>
      inTurn(() => {
        const known = entries();
        return known?.length ? addNewer(known) : begin();
      }),
    more: () => inTurn(() => (hasMore() ? addOlder() : Promise.resolve())),
  };
}
