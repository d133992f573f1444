import { expect, test } from "vitest";
import { createSendOnce } from "./send-once.ts";

interface Note {
  readonly text: string;
}
type Request = Note & { readonly idempotencyKey: string };

/** A sender, the requests that it sent, and the answers that arrive when the test says so. */
function aSender() {
  const sent: Request[] = [];
  const answers: ((outcome: { taken: true } | { refused: true }) => void)[] = [];
  const once = createSendOnce<Note>();
  const send = (note: Note, content?: unknown) =>
    once(
      note,
      (request) => {
        sent.push(request);
        return new Promise<{ taken: true } | { refused: true }>((resolve) => answers.push(resolve));
      },
      content,
    );
  return { sent, answers, send, keys: () => sent.map(({ idempotencyKey }) => idempotencyKey) };
}

test("content that failed is sent as the same request again, whatever was taken in between", async () => {
  const { answers, keys, send, sent } = aSender();
  const lost = send({ text: "a" });
  const other = send({ text: "b" });
  answers[0]?.({ refused: true });
  answers[1]?.({ taken: true });
  await Promise.all([lost, other]);
  void send({ text: "a" });
  expect(sent[2]).toEqual(sent[0]);
  expect(new Set(keys()).size).toBe(2);
});

test("content that was taken, or is under way, is a new request when it is sent again", async () => {
  const { answers, keys, send } = aSender();
  const first = send({ text: "a" });
  void send({ text: "a" });
  answers[0]?.({ taken: true });
  await first;
  void send({ text: "a" });
  expect(new Set(keys()).size).toBe(3);
});

test("the request stays as it was, even if the same content means something else by now", async () => {
  const { answers, send, sent } = aSender();
  const lost = send({ text: "25 minutes left" }, "until 16:00");
  answers[0]?.({ refused: true });
  await lost;
  void send({ text: "24 minutes left" }, "until 16:00");
  expect(sent[1]).toEqual(sent[0]);
});
