import { expect, test } from "vitest";
import { connectRequest } from "./connect-request.ts";

const request = (search: string) => connectRequest(new URLSearchParams(search));

test("the page's origin and nonce are read from the URL", () => {
  expect(request("origin=https://www.raterhub.com&nonce=n1")).toEqual({
    origin: "https://www.raterhub.com",
    nonce: "n1",
  });
  expect(request("origin=http://localhost:8080&nonce=n1")?.origin).toBe("http://localhost:8080");
});

test.each([
  "",
  "origin=null",
  "origin=http://www.raterhub.com",
  "origin=https://www.raterhub.com/page",
  "origin=https://user@www.raterhub.com",
  "origin=javascript:alert(1)",
])("a URL without a trustworthy origin is refused: %s", (search) => {
  expect(request(search)).toBeNull();
});
