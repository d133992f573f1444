import { expect, it } from "vitest";
import { requestError } from "../errors.ts";
import { createTurns, type TurnLimits } from "./turns.ts";

const LIMITS: TurnLimits = {
  ...{ atOnce: 3, perPerson: 2, perAddress: 3, waiting: 2, patienceMs: 1000 },
  tooMany: () => requestError("RATE_LIMITED", "Too many."),
  tooLate: () => requestError("UNAVAILABLE", "Too late."),
};

/** A queue whose reads end when told to, and what has begun so far. */
function aQueue(limits: Partial<TurnLimits> = {}) {
  const clock = { at: 0 };
  const queue = createTurns({ ...LIMITS, ...limits }, () => clock.at);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    clock,
    begun,
    read: (name: string, address = name) =>
      queue.run({ person: name.slice(0, 1), address }, () => {
        begun.push(name);
        return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
      }),
    async end(name: string) {
      ends.get(name)?.();
      await new Promise(setImmediate);
    },
    settled: () => new Promise(setImmediate),
  };
}

it("runs so many of one person, of one address and of all at once", async () => {
  const { begun, end, read, settled } = aQueue();
  const all = ["a1", "a2", "a3", "b1", "c1"].map((name) => read(name));
  await settled();
  expect(begun).toEqual(["a1", "a2", "b1"]);
  for (const name of ["b1", "a1", "a2", "a3", "c1"]) await end(name);
  expect(begun).toEqual(["a1", "a2", "b1", "c1", "a3"]);
  expect(await Promise.all(all)).toEqual(["a1", "a2", "a3", "b1", "c1"]);
  const others = aQueue({ atOnce: 9 });
  for (const name of ["a1", "b1", "c1", "d1"]) void others.read(name, "one address");
  void others.read("e1");
  await others.settled();
  expect(others.begun).toEqual(["a1", "b1", "c1", "e1"]);
});

it("takes people in turn, however many one of them sends", async () => {
  const { begun, end, read, settled } = aQueue({ atOnce: 1, waiting: 9 });
  for (const name of ["a1", "a2", "a3", "a4", "b1", "c1"]) void read(name);
  await settled();
  for (const name of ["a1", "a2", "b1", "c1", "a3"]) await end(name);
  expect(begun).toEqual(["a1", "a2", "b1", "c1", "a3", "a4"]);
});

it("refuses what would wait behind too many of the same person, or has waited too long", async () => {
  const { begun, clock, end, read, settled } = aQueue({ atOnce: 1 });
  const all = ["a1", "a2", "a3", "a4", "b1"].map((name) =>
    read(name).catch(({ extensions }) => extensions.code),
  );
  await settled();
  clock.at = 1001;
  for (const name of ["a1", "a2", "a3", "b1"]) await end(name);
  expect(await Promise.all(all)).toEqual(["a1", "UNAVAILABLE", "UNAVAILABLE", "RATE_LIMITED", "UNAVAILABLE"]);
  expect(begun).toEqual(["a1"]);
});

it("goes on after a read that fails", async () => {
  const queue = createTurns({ ...LIMITS, atOnce: 1 });
  const reader = { person: "a", address: "a" };
  const failing = queue.run(reader, () => Promise.reject(new Error("broken")));
  const next = queue.run(reader, () => "fine");
  await expect(failing).rejects.toThrow("broken");
  expect(await next).toBe("fine");
});
