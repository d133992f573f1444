import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createSendOnce } from "./send-once.ts";

interface Note {
  readonly text: string;
}
type Request = Note & { readonly idempotencyKey: string };
type Outcome = { readonly taken: true } | { readonly refused: { readonly answer: object | null } };

const TAKEN: Outcome = { taken: true };
const LOST: Outcome = { refused: { answer: null } };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A sender, the requests that it sent, and the answers that arrive when the test says so. */
function aSender() {
  const sent: Request[] = [];
  const answers: ((outcome: Outcome) => void)[] = [];
  const once = createSendOnce<Note>();
  const send = (note: Note, content?: unknown) =>
    once(
      note,
      (request) => {
        sent.push(request);
        return new Promise<Outcome>((resolve) => answers.push(resolve));
      },
      content,
    );
  return { sent, answers, send, keys: () => sent.map(({ idempotencyKey }) => idempotencyKey) };
}

test("content that failed is sent as the same request again, whatever was taken in between", async () => {
  const { answers, keys, send, sent } = aSender();
  const lost = send({ text: "a" });
  const other = send({ text: "b" });
  answers[0]?.(LOST);
  answers[1]?.(TAKEN);
  await Promise.all([lost, other]);
  void send({ text: "a" });
  expect(sent[2]).toEqual(sent[0]);
  expect(new Set(keys()).size).toBe(2);
});

test("content that was taken, or is under way, is a new request when it is sent again", async () => {
  const { answers, keys, send } = aSender();
  const first = send({ text: "a" });
  void send({ text: "a" });
  answers[0]?.(TAKEN);
  await first;
  void send({ text: "a" });
  expect(new Set(keys()).size).toBe(3);
});

test("the request stays as it was, even if the same content means something else by now", async () => {
  const { answers, send, sent } = aSender();
  const lost = send({ text: "25 minutes left" }, "until 16:00");
  answers[0]?.(LOST);
  await lost;
  void send({ text: "24 minutes left" }, "until 16:00");
  expect(sent[1]).toEqual(sent[0]);
});

test("content that failed is meant anew after a minute", async () => {
  const { answers, keys, send } = aSender();
  const lost = send({ text: "a" });
  answers[0]?.(LOST);
  await lost;
  vi.advanceTimersByTime(60_000);
  void send({ text: "a" });
  expect(new Set(keys()).size).toBe(2);
});

test("content that was refused is a new request, because it was not taken", async () => {
  const { answers, keys, send } = aSender();
  const refused = send({ text: "a" });
  answers[0]?.({ refused: { answer: { message: "Not now." } } });
  await refused;
  void send({ text: "a" });
  expect(new Set(keys()).size).toBe(2);
});
