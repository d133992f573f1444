import { createSignal, Show } from "solid-js";
import { NoWayNotice } from "../../accounts/door/NoWayNotice.tsx";
import { createLogOut } from "../../accounts/logins/log-out.ts";
import { useMe } from "../../accounts/me-context.ts";
import { displayName } from "../../accounts/person.ts";
import { paths } from "../../lib/paths.ts";

/** Shown to somebody who is already logged in: log out first to use another account. */
export function AlreadyIn() {
  const logOut = createLogOut();
  const { me } = useMe();
  const [busy, setBusy] = createSignal(false);
  const [refused, setRefused] = createSignal<string | null>(null);
  async function leave(id: string) {
    if (busy()) return;
    setBusy(true);
    setRefused(await logOut(id));
    setBusy(false);
  }
  return (
    <Show when={me()}>
      {(viewer) => (
        <>
          <p>You are logged in as {displayName(viewer())}.</p>
          <Show when={refused()}>{(words) => <NoWayNotice>{words()}</NoWayNotice>}</Show>
          <a data-ui="button" data-tone="primary" data-size="l" href={paths.today}>
            Go to Today
          </a>
          <button
            type="button"
            data-ui="button"
            data-size="l"
            aria-busy={busy() || undefined}
            onClick={() => void leave(viewer().id)}
          >
            Log out
          </button>
        </>
      )}
    </Show>
  );
}
