// @vitest-environment happy-dom
import { createRoot } from "solid-js";
import { insert } from "solid-js/web";
import { expect, test, vi } from "vitest";
import { MoreMenu } from "./MoreMenu.tsx";

test("a key in the menu does not act on the row that it belongs to", () => {
  const act = vi.fn();
  createRoot((dispose) => {
    const row = (
      <li onKeyDown={act}>
        <MoreMenu id="more" label="More">
          <button type="button">Delete</button>
        </MoreMenu>
      </li>
    );
    insert(document.body, row);
    const press = (selector: string) =>
      document
        .querySelector(selector)
        ?.dispatchEvent(new KeyboardEvent("keydown", { key: "s", bubbles: true }));
    press("[popover]");
    expect(act).not.toHaveBeenCalled();
    press("[popovertarget]");
    expect(act).toHaveBeenCalledOnce();
    dispose();
  });
});
