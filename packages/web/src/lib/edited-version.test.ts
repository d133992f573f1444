import { expect, it } from "vitest";
import type { Outcome } from "./data/mutate.ts";
import { createVersionedSave } from "./edited-version.ts";

interface Task {
  readonly version: number;
  readonly title: string;
}
type Data = { readonly updateTask: Task | { readonly message: string } };

/** A server with one task, and how often it was asked. */
function aServer(task: Task) {
  const asked: number[] = [];
  return {
    asked,
    task,
    save:
      (title: string) =>
      (expectedVersion: number): Promise<Outcome<Data>> => {
        asked.push(expectedVersion);
        const current = server.task;
        if (expectedVersion === current.version) {
          server.task = { version: current.version + 1, title };
          return Promise.resolve({ taken: server.task });
        }
        const answer = { __typename: "VersionConflict", message: "It was changed.", current };
        return Promise.resolve({
          refused: { words: answer.message, fields: {}, waitMs: null, fault: null, answer },
        });
      },
  };
}
let server: ReturnType<typeof aServer>;
const saving = () => createVersionedSave(server.task, "This task", ({ title }: Task) => [title]);

it("saves what nobody else has changed", async () => {
  server = aServer({ version: 3, title: "Ads" });
  expect(await saving()(server.save("Adverts"))).toEqual({ taken: { version: 4, title: "Adverts" } });
  expect(server.asked).toEqual([3]);
});

it("does not overwrite another device's text until the person saves again", async () => {
  server = aServer({ version: 3, title: "Ads" });
  const save = saving();
  server.task = { version: 5, title: "Theirs" };
  const refused = await save(server.save("Mine"));
  expect(refused).toMatchObject({
    refused: { words: expect.stringContaining("This task was changed on another device") },
  });
  expect(server.task.title).toBe("Theirs");
  expect(await save(server.save("Mine"))).toMatchObject({ taken: { title: "Mine" } });
  expect(server.asked).toEqual([3, 5]);
});

it("saves at once if only something else has changed", async () => {
  server = aServer({ version: 3, title: "Ads" });
  const save = saving();
  server.task = { version: 4, title: "Ads" };
  expect(await save(server.save("Mine"))).toMatchObject({ taken: { title: "Mine" } });
});

it("passes other refusals on", async () => {
  const refused = { words: "No", fields: {}, waitMs: null, fault: null, answer: null };
  server = aServer({ version: 3, title: "Ads" });
  expect(await saving()(() => Promise.resolve({ refused }))).toEqual({ refused });
});
