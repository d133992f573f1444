import { useLocation, useNavigate } from "@solidjs/router";
import { createEffect, type JSX, on, Show, Suspense } from "solid-js";
import { useMe } from "../../accounts/me-context.ts";
import { useKeySequence, useKeys } from "../../lib/keyboard.ts";
import { paths } from "../../lib/paths.ts";
import { useServices } from "../../lib/services.ts";
import { ControlKeys } from "../../tracking/ControlKeys.tsx";
import { useLive } from "../../tracking/live-context.ts";
import { alignTicker } from "../../tracking/live-title.ts";
import { ToastHost } from "../../ui/ToastHost.tsx";
import { KeysDialog } from "./KeysDialog.tsx";
import { Rail } from "./Rail.tsx";

/** What stands around every page. */
export function Shell(props: { readonly children?: JSX.Element }) {
  const { me } = useMe();
  const navigate = useNavigate();
  const location = useLocation();
  let keys: HTMLDialogElement | undefined;
  alignTicker(useLive(), useServices().ticker);
  useKeys({ "?": () => keys?.showModal() });
  useKeySequence("g", { 1: () => navigate(paths.today), 2: () => navigate(paths.settings) });
  // A new page is read from its start, not from the link that led to it.
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
        <Rail onKeys={() => keys?.showModal()} />
        <Suspense fallback={<main id="main" tabindex="-1" aria-busy="true" />}>{props.children}</Suspense>
      </div>
      <Show when={me()}>
        <ControlKeys />
      </Show>
      <ToastHost />
      <KeysDialog ref={(dialog) => (keys = dialog)} />
    </>
  );
}
