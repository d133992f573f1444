import { Client, fetchExchange } from "@urql/core";
import { afterEach, expect, test, vi } from "vitest";
import { createCache } from "../../lib/data/cache.ts";
import { cacheOnly } from "../../lib/data/cache-only.ts";
import { keptAnswers } from "../../lib/data/kept-answers.ts";
import { inApp } from "../../testing/in-app.ts";
import { aLateServer } from "../../testing/late-server.ts";
import { trackingCacheRules } from "../cache-rules.ts";
import { followWeek } from "./week-query.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});
const soon = (check: () => void) => vi.waitFor(check, 10_000);

const week = (questionCount: number) => ({
  __typename: "WeekSummary",
  startsOn: "2026-11-16",
  sessionCount: 1,
  questionCount,
  rawSeconds: 0,
  activeSeconds: 0,
  averageActiveSeconds: null,
  averageTargetSeconds: 330,
  pace: { __typename: "Pace", level: "ON_TARGET", ratio: 1, label: "on target", emoji: "💜✅", score: 90 },
  days: [],
});

test("the week is fetched again when a session changes", async () => {
  const server = await aLateServer();
  const cache = createCache(trackingCacheRules, () => {});
  const exchanges = [keptAnswers, cacheOnly, cache, fetchExchange, server.pushes];
  const client = new Client({ url: server.url, preferGetMethod: false, exchanges });
  const { made: query, dispose } = inApp(client, () => followWeek(() => "2026-11-16"));
  closing.push(server.close, dispose);
  const answers = async (count: number) => {
    await soon(() => expect(server.waiting()).toBe(1));
    server.answer({
      data: { __typename: "Query", viewer: { __typename: "User", id: "ilse", week: week(count) } },
    });
    await soon(() => expect(query.data?.viewer?.week.questionCount).toBe(count));
  };
  await answers(3);
  expect(server.waiting()).toBe(0);
  server.push({
    __typename: "Subscription",
    workSessionChanged: {
      __typename: "WorkSessionChange",
      kind: "DELETED",
      deletedId: "a",
      serverTime: "2026-11-20T10:14:00.000Z",
      session: null,
    },
  });
  await answers(2);
});
