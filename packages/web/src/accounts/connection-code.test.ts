import { expect, test } from "vitest";
import { connectionCode } from "./connection-code.ts";

/** As the widget reads it. */
function read(code: string): unknown {
  const binary = atob(code.replaceAll("-", "+").replaceAll("_", "/"));
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (letter) => letter.charCodeAt(0))));
}

test("a connection code reads back as the server and the token, and survives an address", () => {
  const code = connectionCode("https://pace.example", "pace_ÿ?>token");
  expect(code).toMatch(/^[A-Za-z0-9_-]+$/);
  expect(read(code)).toEqual({
    server: "https://pace.example",
    token: "pace_ÿ?>token",
  });
});
