import { type Accessor, createSignal } from "solid-js";
import { AuditLogDocument, type AuditRowFragment } from "../../generated/graphql.ts";
import { ask } from "../../lib/data/ask.ts";
import { readPages } from "../../lib/data/lists/pages.ts";
import type { Fault } from "../../lib/data/result.ts";
import { useServices } from "../../lib/data/services.ts";

const FIRST_PAGE = 10;
const MORE = 50;

export interface AuditLog {
  /** Newest first; undefined until the first answer. */
  entries: Accessor<readonly AuditRowFragment[] | undefined>;
  /** Whether there are older entries. */
  hasMore: Accessor<boolean>;
  /** Why the last request failed. */
  fault: Accessor<Fault | null>;
  /** Fetches newer entries. */
  refresh(): Promise<void>;
  /** Fetches older entries. */
  more(): Promise<void>;
}

/** The loaded part of the audit log: a range without gaps from the newest entry backwards. It only grows. */
export function createAuditLog(): AuditLog {
  const { client } = useServices();
  const [entries, setEntries] = createSignal<readonly AuditRowFragment[]>();
  const [hasMore, setHasMore] = createSignal(false);
  const [fault, setFault] = createSignal<Fault | null>(null);
  /** The cursor after the oldest loaded entry. */
  let end: string | null = null;
  // One request at a time: each extends the range that the previous one left.
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
