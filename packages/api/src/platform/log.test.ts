import { Writable } from "node:stream";
import { expect, it } from "vitest";
import { createLog } from "./log.ts";

/** What a log writes about an error. */
function written(error: Error): string {
  let lines = "";
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines += String(chunk);
      done();
    },
  });
  createLog("warn", destination).warn({ err: error }, "Something failed");
  return lines;
}

it("an error is logged without the addresses in its message, its details and its causes", () => {
  const cause = new Error("Key (lower(email))=(ilse+work@example.org) already exists.");
  const error = Object.assign(new Error("550 <ilse@mail.example.co.uk>: unknown", { cause }), {
    rejected: ["Ilse@Example.org"],
    rejectedErrors: [Object.assign(new Error("no"), { response: "550 jörg@bücher.example" })],
  });
  const line = written(error);
  expect(line).not.toMatch(/ilse|example|jörg/i);
  expect(JSON.parse(line).err).toMatchObject({
    type: "Error",
    message: expect.stringContaining("550 <[address]>"),
  });
});

it("the paths in a stack stay, and an error that holds itself is cut", () => {
  const error = Object.assign(new Error("no"), {
    stack: "at /node_modules/.pnpm/pg@8.16.0/node_modules/pg/x.js:1",
  });
  expect(written(error)).toContain("pg@8.16.0");
  expect(written(Object.assign(error, { self: { error } }))).toContain("Something failed");
});
