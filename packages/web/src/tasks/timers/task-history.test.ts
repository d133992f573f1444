// @vitest-environment happy-dom
import { expect, test, vi } from "vitest";
import { answeringClient } from "../../testing/answering-client.ts";
import { inApp } from "../../testing/in-app.ts";
import { followHistory } from "./task-history.ts";

test("runs are listed once, however often more are asked for, and a failure is told", async () => {
  let isReachable = true;
  const client = answeringClient((variables) => {
    if (!isReachable) throw new TypeError("Failed to fetch");
    const [first, from] = [Number(variables.first), Number(variables.after ?? 0)];
    const nodes = Array.from({ length: first }, (_, index) => ({ id: `run-${from + index}` }));
    const pageInfo = { hasNextPage: true, endCursor: `${from + first}` };
    return { data: { node: { runs: { nodes, pageInfo } } } };
  });
  const { made, dispose } = inApp(client, () => followHistory(() => "laundry"));
  const { runs } = made;
  await vi.waitFor(() => expect(runs.rows).toHaveLength(20));
  await Promise.all([runs.showMore(), runs.showMore()]);
  expect(new Set(runs.rows?.map(({ id }) => id)).size).toBe(runs.rows?.length);
  isReachable = false;
  await runs.showMore();
  expect(runs.fault?.kind).toBe("unreachable");
  dispose();
});
