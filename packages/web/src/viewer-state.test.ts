import { Client, fetchExchange } from "@urql/core";
import { afterEach, expect, test, vi } from "vitest";
import { cacheRules } from "./cache-rules.ts";
import type { LiveSessionFragment } from "./generated/graphql.ts";
import { createCache } from "./lib/data/cache.ts";
import { inApp } from "./testing/in-app.ts";
import { aLateServer } from "./testing/late-server.ts";
import { createServerFacts } from "./tracking/live/server-facts.ts";
import { aRunningSession } from "./tracking/session-fixture.ts";
import { followViewer } from "./viewer-state.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const me = {
  __typename: "User",
  id: "ilse",
  kind: "GUEST",
  email: null,
  firstName: "Ilse",
  lastName: null,
  timezone: "Europe/Berlin",
  weekStart: 1,
  targetSeconds: 330,
  abandonAfterHours: 4,
};

/** A session as the server sends it, with the `__typename`s that the cache needs. */
function worded(session: LiveSessionFragment | null) {
  return (
    session && {
      ...session,
      __typename: "WorkSession",
      pace: { ...session.pace, __typename: "Pace" },
      currentQuestion: session.currentQuestion && {
        ...session.currentQuestion,
        __typename: "CurrentQuestion",
      },
      questions: {
        __typename: "WorkSessionQuestionsConnection",
        nodes: session.questions.nodes.map((question) => ({ ...question, __typename: "Question" })),
      },
      events: { __typename: "WorkSessionEventsConnection", nodes: [] },
    }
  );
}

/** The viewer state, and a server that answers and pushes when the test says so. */
async function aHead() {
  const server = await aLateServer();
  const exchanges = [createCache(cacheRules, () => {}), fetchExchange, server.pushes];
  const client = new Client({ url: server.url, preferGetMethod: false, exchanges });
  const facts = createServerFacts();
  const { made: viewer, dispose } = inApp(client, () => {
    const followed = followViewer(() => false);
    followed.start(facts);
    return followed;
  });
  closing.push(dispose, server.close);
  return {
    viewer,
    facts,
    asked: () => soon(() => expect(server.waiting()).toBe(1)),
    /** Answers the oldest query with this active session. */
    answer(session: LiveSessionFragment | null) {
      const viewer = { ...me, activeSession: worded(session) };
      server.answer({ data: { __typename: "Query", csrfToken: "token", viewer } });
    },
    push(session: LiveSessionFragment | null) {
      const workSessionChanged = {
        ...{ __typename: "WorkSessionChange", kind: session ? "CHANGED" : "PRESENT", deletedId: null },
        ...{ serverTime: new Date().toISOString(), session: worded(session) },
      };
      server.push({ __typename: "Subscription", workSessionChanged });
    },
  };
}

const soon = (check: () => void) => vi.waitFor(check, 10_000);

test("the viewer and the active session are known once the server has answered", async () => {
  const { viewer, facts, asked, answer } = await aHead();
  await asked();
  expect(viewer.me()).toBeUndefined();
  answer(aRunningSession());
  await soon(() => expect(viewer.me()?.firstName).toBe("Ilse"));
  expect(facts.session()?.id).toBe("session");
});

test("a pushed session survives an older answer that arrives after it", async () => {
  const { viewer, facts, asked, answer, push } = await aHead();
  await asked();
  answer(null);
  await soon(() => expect(viewer.me()).toBeDefined());
  viewer.refetch();
  await asked();
  push(aRunningSession());
  await soon(() => expect(facts.session()?.id).toBe("session"));
  const hear = vi.spyOn(facts, "hear");
  answer(null);
  await soon(() => expect(hear).toHaveBeenCalled());
  expect(facts.session()?.id).toBe("session");
});

test("a session whose end was missed is gone after the next answer", async () => {
  const { facts, viewer, asked, answer } = await aHead();
  await asked();
  answer(aRunningSession());
  await soon(() => expect(facts.session()?.id).toBe("session"));
  viewer.refetch();
  await asked();
  answer(null);
  await soon(() => expect(facts.session()).toBeNull());
});
