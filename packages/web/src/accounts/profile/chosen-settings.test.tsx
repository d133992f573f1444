// @vitest-environment happy-dom
import type { JSX } from "solid-js";
import { insert } from "solid-js/web";
import { afterEach, expect, test, vi } from "vitest";
import { answeringClient } from "../../testing/answering-client.ts";
import { inApp } from "../../testing/in-app.ts";
import { WeekStartSetting } from "./WeekStartSetting.tsx";
import { ZoneSetting } from "./ZoneSetting.tsx";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
  document.body.replaceChildren();
});

/** A setting on a server that refuses every change. */
function refused(setting: () => JSX.Element) {
  const client = answeringClient(() => ({ data: { updateProfile: { message: "Not now." } } }));
  const { made, dispose } = inApp(client, () => <main>{setting()}</main>);
  closing.push(dispose);
  insert(document.body, made);
  const select = document.querySelector("select");
  if (!select) throw new Error("the setting has a list");
  const choose = (value: string) => {
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const press = (name: string) =>
    [...document.querySelectorAll("dialog button")]
      .find((button) => (button.getAttribute("aria-label") ?? button.textContent) === name)
      ?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  return { select, choose, press };
}

test("a week start that was refused is put back", async () => {
  const { choose, select } = refused(() => <WeekStartSetting weekStart="MONDAY" />);
  choose("SUNDAY");
  await vi.waitFor(() => expect(document.body.textContent).toContain("Not now."));
  expect(select.value).toBe("MONDAY");
});

test.each(["Close", "Keep Europe/Berlin"])("a time zone is put back by %s", (name) => {
  const { choose, press, select } = refused(() => <ZoneSetting zone="Europe/Berlin" />);
  choose("Asia/Tokyo");
  press(name);
  expect(select.value).toBe("Europe/Berlin");
});

test("a time zone that was refused is put back, and asked for again by the next choice", async () => {
  const { choose, press, select } = refused(() => <ZoneSetting zone="Europe/Berlin" />);
  choose("Asia/Tokyo");
  press("Regroup my days");
  await vi.waitFor(() => expect(select.value).toBe("Europe/Berlin"));
  choose("Asia/Tokyo");
  press("Close");
  expect(select.value).toBe("Europe/Berlin");
});
