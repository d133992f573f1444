import { CombinedError } from "@urql/core";
import { GraphQLError } from "graphql";
import { expect, test } from "vitest";
import { faultOf } from "./result.ts";

function refusedWith(code: string, more: Record<string, unknown> = {}) {
  const graphQLErrors = [new GraphQLError("Sentence of the server.", { extensions: { code, ...more } })];
  return faultOf(new CombinedError({ graphQLErrors }));
}

test("no answer at all means that the server is unreachable", () => {
  expect(faultOf(new CombinedError({ networkError: new TypeError("Failed to fetch") })).kind).toBe(
    "unreachable",
  );
});

test("a bad gateway is a fault on the server's side", () => {
  const response = new Response("Bad gateway", { status: 502 });
  expect(faultOf(new CombinedError({ networkError: new Error("Bad gateway"), response })).kind).toBe("fault");
});

test("a rate limit says when to try again", () => {
  expect(refusedWith("RATE_LIMITED", { retryAfterSeconds: 2.5 })).toMatchObject({
    kind: "limited",
    retryAfterMs: 2500,
  });
});

test("the error code decides the kind of fault", () => {
  expect(refusedWith("UNAUTHENTICATED").kind).toBe("unauthenticated");
  expect(refusedWith("INTERNAL").kind).toBe("fault");
  expect(refusedWith("BAD_USER_INPUT")).toMatchObject({ kind: "refused", words: "Sentence of the server." });
});

test("a fault names its reference", () => {
  expect(refusedWith("INTERNAL", { reference: "8F3K" }).words).toContain("Reference 8F3K.");
});
