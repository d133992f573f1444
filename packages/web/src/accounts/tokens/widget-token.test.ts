import { expect, test } from "vitest";
import { answeringClient, NOTHING } from "../../testing/answering-client.ts";
import { inApp } from "../../testing/in-app.ts";
import { createWidgetTokens } from "./widget-token.ts";

test("after a lost answer the same request is sent again, so that no second token is made", async () => {
  const sent: unknown[] = [];
  const client = answeringClient(({ input }) => {
    sent.push(input);
    return NOTHING;
  });
  const { made: createToken, dispose } = inApp(client, createWidgetTokens);
  await createToken("Widget", null);
  await createToken("Widget", null);
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
  dispose();
});
