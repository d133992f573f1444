import { expect, test } from "vitest";
import { connectionCode } from "./connection-code.ts";

test.each(["pace_token", "pace_token-1", "pace_token-12"])(
  "a connection code for %s decodes to the server and token, and is one word",
  (token) => {
    const code = connectionCode("https://pace.example:8443", token);
    expect(code).toMatch(/^[A-Za-z0-9]+$/);
    // The widget decodes it like this.
    expect(JSON.parse(atob(code))).toEqual({ server: "https://pace.example:8443", token });
  },
);
