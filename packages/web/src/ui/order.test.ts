import { describe, expect, it, vi } from "vitest";
import { createOrder, moved } from "./order.ts";

const LIST = ["a", "b", "c", "d"];

it.each([
  ["a", 2, ["b", "c", "a", "d"]],
  ["d", 1, ["a", "d", "b", "c"]],
  ["b", 1, LIST],
] as const)("%s moves to position %i, and the others keep their order", (id, position, expected) => {
  expect(moved(LIST, id, position)).toEqual(expected);
});

describe("an order", () => {
  const rows = LIST.map((id) => ({ id }));
  const idsOf = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id).join("");

  it("is shown at once, and until the list that was refetched after the last move has it", async () => {
    const answers: (() => void)[] = [];
    const sent: string[] = [];
    const settle = vi.fn(async () => {});
    const order = createOrder((id, position) => {
      sent.push(`${id} to ${position}`);
      return new Promise((resolve) => answers.push(() => resolve({ taken: true })));
    }, settle);
    const first = order.move(LIST, "a", 2);
    const second = order.move(["b", "c", "a", "d"], "d", 0);
    expect(idsOf(order.ordered(rows))).toBe("dbca");
    await vi.waitFor(() => expect(sent).toEqual(["a to 2"]));
    answers[0]?.();
    await first;
    await vi.waitFor(() => expect(sent).toEqual(["a to 2", "d to 0"]));
    expect([idsOf(order.ordered(rows)), settle.mock.calls.length]).toEqual(["dbca", 0]);
    answers[1]?.();
    await second;
    expect([idsOf(order.ordered(rows)), settle.mock.calls.length]).toEqual(["abcd", 1]);
  });

  it("goes back after a refusal", async () => {
    const order = createOrder(
      async () => ({ refused: { words: "No." } }),
      async () => {},
    );
    await order.move(LIST, "a", 3);
    expect(idsOf(order.ordered(rows))).toBe("abcd");
  });
});
