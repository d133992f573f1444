import { Client, fetchExchange, gql, type TypedDocumentNode } from "@urql/core";
import { createEffect, createSignal } from "solid-js";
import { afterEach, expect, test, vi } from "vitest";
import { answeringClient, NOTHING, type Reply } from "../../testing/answering-client.ts";
import { inApp } from "../../testing/in-app.ts";
import { aLateServer } from "../../testing/late-server.ts";
import { createSend } from "./mutate.ts";

type Renamed =
  | { readonly thing: { readonly name: string; readonly days: readonly string[] } }
  | { readonly message: string; readonly thing: { readonly name: string } }
  | { readonly message: string };
const RENAME: TypedDocumentNode<{ readonly renameThing: Renamed }, { readonly name: string }> = gql`
  mutation Rename($name: String!) {
    renameThing(name: $name) {
      ... on RenamePayload {
        thing {
          name
          days
        }
      }
      ... on Error {
        message
      }
    }
  }
`;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

function sender(client: Client) {
  const { made, dispose } = inApp(client, () => createSend(RENAME));
  closing.push(dispose);
  return made;
}
const sendTo = (reply: Reply) => sender(answeringClient(reply))({ name: "Two" });
const refusal = (renameThing: Renamed & object) => sendTo(() => ({ data: { renameThing } }));
const thing = (name: string, ...days: string[]) => ({
  data: {
    __typename: "Mutation",
    renameThing: { __typename: "RenamePayload", thing: { __typename: "Thing", name, days } },
  },
});

const ONLY_WORDS = { fields: {}, waitMs: null, fault: null };

test("an answer without a message is a success", async () => {
  expect(await sendTo((variables) => ({ data: { renameThing: { thing: variables } } }))).toEqual({
    taken: { thing: { name: "Two" } },
  });
});

test("a refusal has words and keeps the rest of its answer", async () => {
  const conflict = { message: "It has a different name by now.", thing: { name: "One" } };
  const outcome = await refusal(conflict);
  expect(outcome).toEqual({ refused: { ...ONLY_WORDS, words: conflict.message, answer: conflict } });
  if ("taken" in outcome) throw new Error("it was refused");
  const { answer } = outcome.refused;
  expect(answer && "thing" in answer ? answer.thing.name : null).toBe("One");
});

test("issues are grouped by field, and nested fields have a dotted path", async () => {
  const issue = (path: string[], message: string) => ({ path, message });
  const issues = [issue(["name"], "Short."), issue(["goal", "minutes"], "No."), issue(["name"], "Taken.")];
  expect(await refusal({ message: "Short. No. Taken.", ...{ issues } })).toMatchObject({
    refused: { words: "Short. No. Taken.", fields: { name: ["Short.", "Taken."], "goal.minutes": ["No."] } },
  });
});

test("a refusal may say how long to wait", async () => {
  expect(await refusal({ message: "Too many tries.", ...{ retryAfterSeconds: 30 } })).toMatchObject({
    refused: { words: "Too many tries.", waitMs: 30_000, fault: null },
  });
});

test("an unreachable server is reported as such", async () => {
  const outcome = await sendTo(() => {
    throw new TypeError("Failed to fetch");
  });
  expect(outcome).toMatchObject({
    refused: {
      ...ONLY_WORDS,
      words: "The server does not answer.",
      fault: { kind: "unreachable" },
      answer: null,
    },
  });
});

test.each([
  [150, "Too many tries. You can try again in 02:30.", 150_000],
  [undefined, "Too many tries. You can try again in 01:00.", null],
])("a rate limit says when to try again: %s s", async (retryAfterSeconds, words, waitMs) => {
  const extensions = { code: "RATE_LIMITED", retryAfterSeconds };
  const outcome = await sendTo(() => ({ errors: [{ message: "Slow down.", extensions } as never] }));
  expect(outcome).toMatchObject({ refused: { words, waitMs, fault: { kind: "limited" } } });
});

test.each([
  ["no data", NOTHING],
  ["empty data", { data: {} }],
  ["an empty field", { data: { renameThing: null } }],
])("%s without an error is an incomplete answer", async (_name, answer) => {
  expect(await sendTo(() => answer)).toEqual({
    refused: { ...ONLY_WORDS, words: expect.stringContaining("incomplete"), answer: null },
  });
});

test("parallel mutations each get and keep their own answer", async () => {
  const server = await aLateServer();
  closing.push(server.close);
  const send = sender(new Client({ url: server.url, preferGetMethod: false, exchanges: [fetchExchange] }));
  const one = send({ name: "One" });
  await vi.waitFor(() => expect(server.waiting()).toBe(1));
  const two = send({ name: "Two" });
  await vi.waitFor(() => expect(server.waiting()).toBe(2));
  server.answer(thing("One", "MONDAY", "FRIDAY"));
  const first = await one;
  server.answer(thing("Two", "SUNDAY"));
  expect(await two).toMatchObject({ taken: { thing: { name: "Two", days: ["SUNDAY"] } } });
  expect(first).toMatchObject({ taken: { thing: { name: "One", days: ["MONDAY", "FRIDAY"] } } });
});

test("it can still be sent after its component is disposed", async () => {
  const { made, dispose } = inApp(
    answeringClient(() => thing("Two")),
    () => createSend(RENAME),
  );
  dispose();
  expect(await made({ name: "Two" })).toMatchObject({ taken: { thing: { name: "Two" } } });
});

test("an effect that sends a mutation does not rerun because of it", async () => {
  let runs = 0;
  const [name, setName] = createSignal("One");
  const client = answeringClient(() => thing("Two"));
  const sent: Promise<unknown>[] = [];
  const { dispose } = inApp(client, () => {
    const send = createSend(RENAME);
    createEffect(() => {
      runs += 1;
      sent.push(send({ name: name() }));
    });
    return null;
  });
  closing.push(dispose);
  await Promise.all(sent);
  setName("Two");
  await Promise.all(sent);
  expect(runs).toBe(2);
});
