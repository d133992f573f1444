// @vitest-environment happy-dom
import { createSignal } from "solid-js";
import { afterEach, expect, it, vi } from "vitest";
import type { HabitLogsQueryVariables } from "../../generated/graphql.ts";
import { answeringClient } from "../../testing/answering-client.ts";
import { inApp } from "../../testing/in-app.ts";
import { followLogs } from "./log-pages.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A list without end, of which one page is shown. */
async function aList() {
  const [date, setDate] = createSignal<string | null>(null);
  const server = { isReachable: true };
  const asked: HabitLogsQueryVariables[] = [];
  const client = answeringClient((variables) => {
    if (!server.isReachable) throw new TypeError("Failed to fetch");
    // The server in the test gets any document's variables; this page sends only these.
    const { after, first } = variables as unknown as HabitLogsQueryVariables;
    asked.push(variables as unknown as HabitLogsQueryVariables);
    const from = Number(after ?? 0);
    const nodes = Array.from({ length: first }, (_, index) => ({ id: `log-${from + index}` }));
    const pageInfo = { hasNextPage: true, endCursor: `${from + first}` };
    return { data: { node: { logs: { nodes, pageInfo } } } };
  });
  const { made: pages, dispose } = inApp(client, () =>
    followLogs(
      () => "habit",
      date,
      () => 0,
    ),
  );
  closing.push(dispose);
  await vi.waitFor(() => expect(pages.rows).toHaveLength(20));
  return { asked, pages, server, setDate };
}

it("starts with one page again when another date is chosen", async () => {
  const { asked, pages, setDate } = await aList();
  pages.showMore();
  await vi.waitFor(() => expect(pages.rows).toHaveLength(40));
  setDate("2026-06-03");
  await vi.waitFor(() => expect(asked.at(-1)?.from).toBe("2026-06-03"));
  await vi.waitFor(() => expect(pages.rows).toHaveLength(20));
});

it("shows one more page, however often that has failed before", async () => {
  const { pages, server } = await aList();
  server.isReachable = false;
  await pages.showMore();
  await pages.showMore();
  expect(pages.fault?.kind).toBe("unreachable");
  server.isReachable = true;
  await pages.showMore();
  expect(pages.rows).toHaveLength(40);
});
