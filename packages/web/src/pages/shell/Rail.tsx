import { useLocation } from "@solidjs/router";
import { type Component, createEffect, createSignal, For, getOwner, runWithOwner, Show } from "solid-js";
import { useMe } from "../../accounts/me-context.ts";
import { displayName, initials } from "../../accounts/person.ts";
import { useServices } from "../../lib/data/services.ts";
import { paths } from "../../lib/paths.ts";
import { toggleScheme } from "../../lib/preferences.ts";
import { warn } from "../../lib/toasts.ts";
import { whenRested } from "../../lib/when-rested.ts";
import { useLive } from "../../tracking/live/live-context.ts";
import { RunningBadge } from "../../tracking/live/RunningBadge.tsx";
import { syncLine } from "../../tracking/live/sync-words.ts";
import { Icon, Mark } from "../../ui/Icon.tsx";
import { currentness, MAIN_PAGES } from "./main-pages.ts";

/** The rail on wide screens, the bottom bar on narrow ones. */
export function Rail(props: { readonly onKeys: () => void }) {
  const location = useLocation();
  const isToday = () => location.pathname === paths.today;
  const { me } = useMe();
  // While the viewer is unknown, offer nothing that might be wrong.
  const isUnregistered = () => me() !== undefined && me()?.kind !== "REGISTERED";
  const [Timers, setTimers] = createSignal<Component>();
  // Only the Tasks page needs the timers at once. If loading fails, the next page tries again.
  const load = () =>
    import("./ShellTimers.tsx").then(
      ({ ShellTimers }) => setTimers(() => ShellTimers),
      () => {},
    );
  createEffect(() => {
    if (!me() || Timers()) return;
    if (location.pathname === paths.tasks) load();
    else whenRested(load);
  });
  return (
    <header data-part="rail">
      <a data-part="brand" href={paths.today} aria-label="Pacekeeper">
        <Mark />
        <span>Pacekeeper</span>
      </a>
      <nav aria-label="Main">
        <ul>
          <For each={MAIN_PAGES}>
            {(page) => (
              <li>
                <a
                  href={page.path}
                  aria-current={currentness(page, location.pathname)}
                  aria-keyshortcuts={`G ${page.key}`}
                >
                  <Icon name={page.icon} />
                  <span>{page.name}</span>
                </a>
              </li>
            )}
          </For>
        </ul>
      </nav>
      <div data-part="rail-foot">
        <Show when={!isToday()}>
          <RunningBadge />
        </Show>
        <Show when={Timers()} keyed>
          {(Present) => <Present />}
        </Show>
        <Show when={isUnregistered()}>
          <a data-part="come-in" href={paths.login}>
            <Icon name="key" small />
            <span>Log in or register</span>
          </a>
        </Show>
        <Viewer onKeys={props.onKeys} />
        <button
          type="button"
          data-ui="button"
          data-tone="quiet"
          data-icon
          data-scheme-toggle
          aria-label="Switch colour scheme"
          onClick={toggleScheme}
        >
          <Icon name="moon" />
        </button>
      </div>
    </header>
  );
}

function Viewer(props: { readonly onKeys: () => void }) {
  const { me } = useMe();
  const { connection } = useServices();
  const owner = getOwner();
  const live = useLive();
  let menu: HTMLDivElement | undefined;
  const line = () => syncLine(connection.state(), live.waiting.kept());
  const letters = () => {
    const viewer = me();
    return viewer ? initials(viewer) : "";
  };
  const name = () => {
    const viewer = me();
    return viewer ? displayName(viewer) : "Guest";
  };
  function openKeys() {
    menu?.hidePopover();
    props.onKeys();
  }
  async function leave(id: string) {
    menu?.hidePopover();
    const { createLogOut } = await import("../../accounts/logins/log-out.ts");
    const refusal = await runWithOwner(owner, createLogOut)?.(id);
    if (refusal) warn(refusal);
  }
  const registered = () => {
    const viewer = me();
    return viewer?.kind === "REGISTERED" ? viewer : null;
  };
  return (
    <>
      <button type="button" data-part="me" popovertarget="me-menu">
        <span data-part="avatar" data-guest={letters() ? undefined : ""} aria-hidden="true">
          <Show when={letters()} fallback={<Icon name="person" small />}>
            {letters()}
          </Show>
        </span>
        <span>
          {name()}
          <small>{line()}</small>
        </span>
      </button>
      <div data-ui="menu" id="me-menu" popover="auto" ref={menu}>
        <a href={paths.settings} onClick={() => menu?.hidePopover()}>
          <Icon name="person" />
          Profile and settings
        </a>
        <a href={paths.sounds} onClick={() => menu?.hidePopover()}>
          <Icon name="bell" />
          Sounds and notifications
        </a>
        <button type="button" onClick={openKeys}>
          <Icon name="info" />
          Keyboard shortcuts <kbd>?</kbd>
        </button>
        <Show
          when={registered()}
          fallback={
            <a href={paths.login} onClick={() => menu?.hidePopover()}>
              <Icon name="key" />
              Log in or register
            </a>
          }
        >
          {(viewer) => (
            <button type="button" onClick={() => void leave(viewer().id)}>
              <Icon name="back" />
              Log out
            </button>
          )}
        </Show>
      </div>
    </>
  );
}
