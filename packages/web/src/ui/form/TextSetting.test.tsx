// @vitest-environment happy-dom
import { insert } from "solid-js/web";
import { afterEach, expect, test, vi } from "vitest";
import { UpdateProfileDocument } from "../../generated/graphql.ts";
import { answeringClient } from "../../testing/answering-client.ts";
import { inApp } from "../../testing/in-app.ts";
import { TextSetting } from "./TextSetting.tsx";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
  document.body.replaceChildren();
});

/** The setting of a name that the server has just refused. */
async function aRefusedSetting() {
  const sent: unknown[] = [];
  const client = answeringClient(({ input }) => {
    sent.push(input);
    return { data: { updateProfile: { message: "Not now." } } };
  });
  const { made, dispose } = inApp(client, () => (
    <TextSetting
      id="name"
      label="Name"
      value="Ilse"
      document={UpdateProfileDocument}
      read={(firstName) => ({ value: { firstName } })}
    />
  ));
  closing.push(dispose);
  insert(document.body, made);
  const input = document.querySelector("input");
  if (!input) throw new Error("the setting has an input");
  input.value = "Ada";
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
  await vi.waitFor(() => expect(input.getAttribute("aria-invalid")).toBe("true"));
  return { input, sent };
}
const ADA = { firstName: "Ada" };

test("a refused text is sent again by Enter", async () => {
  const { input, sent } = await aRefusedSetting();
  input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  await vi.waitFor(() => expect(sent).toEqual([ADA, ADA]));
});

test("a refused text is sent again when the field is left", async () => {
  const { input, sent } = await aRefusedSetting();
  input.dispatchEvent(new FocusEvent("blur"));
  await vi.waitFor(() => expect(sent).toEqual([ADA, ADA]));
});

test("another text after a refusal is sent once, although the browser reports Enter and the change", async () => {
  const { input, sent } = await aRefusedSetting();
  input.value = "Jana";
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
  await vi.waitFor(() => expect(sent).toEqual([ADA, { firstName: "Jana" }]));
});
