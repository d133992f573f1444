// @vitest-environment happy-dom
import { insert } from "solid-js/web";
import { expect, test, vi } from "vitest";
import { answeringClient, NOTHING } from "../../testing/answering-client.ts";
import { inApp } from "../../testing/in-app.ts";
import { ActButton } from "./ActButton.tsx";
import { createAct } from "./act.ts";

test("a press while the server is unreachable acts if the server turns out to be back", async () => {
  const work = vi.fn(async () => null);
  const client = answeringClient(() => NOTHING);
  const { made, parts, dispose } = inApp(client, () => {
    const act = createAct();
    return (
      <ActButton act={act} onPress={() => void act.run(work)}>
        Save
      </ActButton>
    );
  });
  insert(document.body, made);
  parts.http.unreachable();
  const button = document.querySelector("button");
  expect(button?.textContent).toBe("Needs the server");
  button?.click();
  parts.http.reached();
  await vi.waitFor(() => expect(work).toHaveBeenCalledOnce());
  dispose();
});
