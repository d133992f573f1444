import { Client, fetchExchange, gql, type TypedDocumentNode } from "@urql/core";
import { afterEach, expect, test, vi } from "vitest";
import { cacheRules } from "./cache-rules.ts";
import { createCache } from "./lib/data/cache.ts";
import { aLateServer } from "./testing/late-server.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** The viewer with lists or the active session, as the cache has them. */
interface Known {
  readonly viewer: Readonly<Record<string, { readonly nodes: readonly { readonly id: string }[] }>> & {
    readonly activeSession?: { readonly id: string } | null;
  };
}

const query = (fields: string): TypedDocumentNode<Known, object> => gql`query { viewer { id ${fields} } }`;

/** A client that has asked for these fields of the viewer, and takes in pushes of one subscription. */
async function aPage(fields: string, viewer: object, subscription: string) {
  const server = await aLateServer();
  const exchanges = [createCache(cacheRules, () => {}), fetchExchange, server.pushes];
  const client = new Client({ url: server.url, preferGetMethod: false, exchanges });
  const following = client.subscription(gql(subscription), {}).subscribe(() => {});
  closing.push(server.close, following.unsubscribe);
  const document = query(fields);
  const answered = client.query(document, {}).toPromise();
  await vi.waitFor(() => expect(server.waiting()).toBe(1), 10_000);
  server.answer({ data: { __typename: "Query", viewer: { __typename: "User", id: "ilse", ...viewer } } });
  await answered;
  return {
    push: (data: object) => server.push({ __typename: "Subscription", ...data }),
    known: () => client.readQuery(document, {}, { requestPolicy: "cache-only" })?.data ?? null,
  };
}

const entries = (__typename: string) => ({
  __typename: `${__typename}Connection`,
  nodes: ["a", "b", "c"].map((id) => ({ __typename, id })),
});

test.each([
  ["task", "Task", "tasks", "tasks(completed: false) { nodes { id } }"],
  ["habit", "Habit", "habits", "habits(first: 50) { nodes { id } }"],
])("a deleted %s leaves the cached lists, and the others stay", async (what, type, list, field) => {
  const changed = `${list}Changed`;
  const selection = `${changed} { kind deletedId ${what} { id } }`;
  const { known, push } = await aPage(field, { [list]: entries(type) }, `subscription { ${selection} }`);
  expect(known()?.viewer[list]?.nodes).toHaveLength(3);
  const change = { __typename: `${type}sChange`, kind: "DELETED", deletedId: "b", [what]: null };
  push({ [changed]: change });
  expect(known()?.viewer[list]?.nodes.map(({ id }) => id)).toEqual(["a", "c"]);
});

const SESSION = "activeSession { id isActive }";
const SESSIONS = `subscription { workSessionChanged { kind deletedId session { id isActive } } }`;

test.each([
  [
    "it ends",
    { kind: "ENDED", deletedId: null, session: { __typename: "WorkSession", id: "s", isActive: false } },
    null,
  ],
  ["it is deleted", { kind: "DELETED", deletedId: "s", session: null }, null],
  ["another one is deleted", { kind: "DELETED", deletedId: "t", session: null }, "s"],
  ["none is told at the beginning", { kind: "PRESENT", deletedId: null, session: null }, null],
  [
    "another one is changed",
    { kind: "CHANGED", deletedId: null, session: { __typename: "WorkSession", id: "t", isActive: false } },
    "s",
  ],
])("the cached active session, when %s", async (_what, change, expected) => {
  const active = { __typename: "WorkSession", id: "s", isActive: true };
  const { known, push } = await aPage(SESSION, { activeSession: active }, SESSIONS);
  push({ workSessionChanged: { __typename: "WorkSessionChange", ...change } });
  const session = known()?.viewer.activeSession;
  expect(session?.id ?? null).toBe(expected);
});
