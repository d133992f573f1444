import { Client, fetchExchange } from "@urql/core";
import { createSignal } from "solid-js";
import { afterEach, expect, test, vi } from "vitest";
import { LiveSessionChangedDocument } from "../../generated/graphql.ts";
import { createCache } from "../../lib/data/cache.ts";
import { cacheOnly } from "../../lib/data/cache-only.ts";
import { freshAnswers } from "../../lib/data/fresh-answers.ts";
import { keptAnswers } from "../../lib/data/kept-answers.ts";
import { inApp } from "../../testing/in-app.ts";
import { aLateServer } from "../../testing/late-server.ts";
import { trackingCacheRules } from "../cache-rules.ts";
import { createServerFacts } from "../live/server-facts.ts";
import { aRunningSession } from "../session-fixture.ts";
import { createSessionChanges } from "./session-changes.ts";
import { followSession } from "./session-query.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});
const soon = (check: () => void) => vi.waitFor(check, 10_000);

interface Told {
  readonly id?: string;
  readonly version?: number;
  readonly removed?: readonly string[];
  /** The cursor of the next page; null: there is none. */
  readonly next?: string | null;
}

const [fixture] = aRunningSession().questions.nodes;
if (!fixture) throw new Error("the fixture has questions");
const question = (id: string) => ({ ...fixture, __typename: "Question", id });

function session({ id = "a", version = 5, removed = [], next = null }: Told, questions: readonly string[]) {
  const pageInfo = { __typename: "PageInfo", hasNextPage: next !== null, endCursor: next };
  const facts = aRunningSession({ id, version });
  return {
    ...facts,
    __typename: "WorkSession",
    pace: { ...facts.pace, __typename: "Pace" },
    currentQuestion: null,
    events: { __typename: "EventConnection", nodes: [] },
    timezone: "Europe/Berlin",
    removedQuestions: removed.map(question),
    questions: { __typename: "QuestionConnection", nodes: questions.map(question), pageInfo },
  };
}

/** The page of a session, in a browser whose server answers late. */
async function aPage() {
  const server = await aLateServer();
  const cache = createCache(trackingCacheRules, () => {});
  const client = new Client({
    url: server.url,
    preferGetMethod: false,
    exchanges: [keptAnswers, cacheOnly, cache, freshAnswers, fetchExchange, server.pushes],
  });
  client.subscription(LiveSessionChangedDocument, {}).subscribe(() => {});
  const [id, setId] = createSignal("a");
  const { made, dispose } = inApp(client, () => ({
    followed: followSession(id),
    changes: createSessionChanges(createServerFacts()),
  }));
  closing.push(server.close, dispose);
  const shown = () =>
    made.followed.questions.filter((each) => !made.changes.isLeaving(each.id)).map((each) => each.id);
  return {
    ...made,
    setId,
    asked: (count: number) => soon(() => expect(server.waiting()).toBe(count)),
    shows: (...ids: string[]) => soon(() => expect(shown()).toEqual(ids)),
    answer: (told: Told, ...questions: string[]) =>
      server.answer({ data: { __typename: "Query", node: session(told, questions) } }),
    /** Answers the oldest query as of version 6: the first page has q1, the page after it q2. */
    answerAfter: () =>
      server.answer(({ after }) => ({
        data: {
          __typename: "Query",
          node: after === null ? session({ version: 6, next: "1" }, ["q1"]) : session({ version: 6 }, ["q2"]),
        },
      })),
    answerDeletion: (told: Told) =>
      server.answer({
        data: {
          __typename: "Mutation",
          deleteQuestion: {
            __typename: "DeleteQuestionPayload",
            deletedId: told.removed?.[0],
            session: session(told, []),
          },
        },
      }),
    push: (told: Told) =>
      server.push({
        workSessionChanged: {
          __typename: "WorkSessionChange",
          kind: "CHANGED",
          deletedId: null,
          serverTime: "2026-11-20T10:14:00.000Z",
          session: session(told, []),
        },
      }),
  };
}

test("a change elsewhere is fetched, because its push brings only the last questions", async () => {
  const { answer, asked, push, shows } = await aPage();
  await asked(1);
  answer({}, "q1");
  await shows("q1");
  await asked(0);
  push({ version: 6 });
  await asked(1);
  answer({ version: 6 }, "q1", "q2");
  await shows("q1", "q2");
  await asked(0);
});

test("an answer of its own, of whatever version, is not fetched again", async () => {
  const { answer, asked, followed, shows } = await aPage();
  await asked(1);
  answer({}, "q1");
  await shows("q1");
  void followed.refetch();
  await asked(1);
  answer({ version: 7 }, "q2");
  await shows("q2");
  await asked(0);
});

test("a question that was deleted here shows again once it is restored elsewhere", async () => {
  const { answer, answerDeletion, asked, changes, push, shows } = await aPage();
  await asked(1);
  answer({}, "q1", "q2");
  await shows("q1", "q2");
  void changes.removeQuestion(question("q1"));
  await shows("q2");
  await asked(1);
  answerDeletion({ version: 6, removed: ["q1"] });
  await asked(1);
  await shows("q2");
  answer({ version: 6, removed: ["q1"] }, "q2");
  push({ version: 7 });
  await asked(1);
  answer({ version: 7 }, "q1", "q2");
  await shows("q1", "q2");
});

test("further pages of an older answer do not replace those of a newer one", async () => {
  const { answer, answerAfter, asked, push, shows } = await aPage();
  await asked(1);
  answer({ next: "1" }, "q1");
  await asked(1);
  answer({ next: "2" }, "old");
  await asked(1);
  push({ version: 6 });
  await asked(3);
  // The third page was asked for before the push, so it is asked for again.
  answer({ next: null }, "dropped");
  await asked(3);
  answerAfter();
  answerAfter();
  await asked(1);
  answer({ version: 6 }, "too late");
  await asked(0);
  await shows("q1", "q2");
});

test("the further pages of one session do not show in another", async () => {
  const { answer, asked, setId, shows } = await aPage();
  await asked(1);
  answer({ next: "1" }, "q1");
  await asked(1);
  answer({}, "q2");
  await shows("q1", "q2");
  setId("b");
  await asked(1);
  answer({ id: "b", next: "1" }, "of b");
  await shows("of b");
  setId("a");
  await shows("q1");
});
