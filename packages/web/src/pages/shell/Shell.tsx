import { useLocation, useNavigate } from "@solidjs/router";
import { createEffect, createSignal, type JSX, on, Show, Suspense } from "solid-js";
import { useMe } from "../../accounts/me-context.ts";
import { useServices } from "../../lib/data/services.ts";
import { useKeySequence, useKeys } from "../../lib/keyboard.ts";
import { paths } from "../../lib/paths.ts";
import { ControlKeys } from "../../tracking/live/ControlKeys.tsx";
import { useLive } from "../../tracking/live/live-context.ts";
import { alignTicker } from "../../tracking/live/live-title.ts";
import { ToastHost } from "../../ui/ToastHost.tsx";
import type { KeysDialog } from "./KeysDialog.tsx";
import { MAIN_PAGES } from "./main-pages.ts";
import { Rail } from "./Rail.tsx";

/** The frame around every page. */
export function Shell(props: { readonly children?: JSX.Element }) {
  const { me } = useMe();
  const navigate = useNavigate();
  const location = useLocation();
  const [Keys, setKeys] = createSignal<typeof KeysDialog>();
  let keys: HTMLDialogElement | undefined;
  // If loading fails, the next press tries again.
  function openKeys() {
    if (keys) keys.showModal();
    else
      import("./KeysDialog.tsx").then(
        (loaded) => setKeys(() => loaded.KeysDialog),
        () => {},
      );
  }
  function opened(dialog: HTMLDialogElement) {
    keys = dialog;
    // Wait until it is in the document.
    queueMicrotask(() => dialog.showModal());
  }
  alignTicker(useLive(), useServices().ticker);
  // The Tasks page handles T itself.
  const addTask = () => location.pathname === paths.tasks || navigate(`${paths.tasks}#add`);
  useKeys({ "?": openKeys, t: addTask });
  useKeySequence("g", Object.fromEntries(MAIN_PAGES.map(({ key, path }) => [key, () => navigate(path)])));
  // Screen readers read a new page from its start, not from the clicked link.
  createEffect(
    on(
      () => location.pathname,
      () => queueMicrotask(() => document.getElementById("main")?.focus({ preventScroll: true })),
      { defer: true },
    ),
  );
  return (
    <>
      <a data-part="skip" href="#main" rel="external">
        Skip to the page
      </a>
      <div data-part="shell">
        <Rail onKeys={openKeys} />
        <Suspense fallback={<main id="main" tabindex="-1" aria-busy="true" />}>{props.children}</Suspense>
      </div>
      <Show when={me()}>
        <ControlKeys />
      </Show>
      <ToastHost />
      <Show when={Keys()} keyed>
        {(Dialog) => <Dialog ref={opened} />}
      </Show>
    </>
  );
}
