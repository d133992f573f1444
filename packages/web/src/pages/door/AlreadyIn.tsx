import { Show } from "solid-js";
import { NoWayNotice } from "../../accounts/door/NoWayNotice.tsx";
import { createLogOut } from "../../accounts/logins/log-out.ts";
import { useMe } from "../../accounts/me-context.ts";
import { displayName } from "../../accounts/person.ts";
import { paths } from "../../lib/paths.ts";
import { ActButton } from "../../ui/form/ActButton.tsx";
import { createAct } from "../../ui/form/act.ts";

/** Shown to somebody who is already logged in: log out first to use another account. */
export function AlreadyIn() {
  const logOut = createLogOut();
  const { me } = useMe();
  const act = createAct();
  return (
    <Show when={me()}>
      {(viewer) => (
        <>
          <p>You are logged in as {displayName(viewer())}.</p>
          <Show when={act.failure()}>{(words) => <NoWayNotice>{words()}</NoWayNotice>}</Show>
          <a data-ui="button" data-tone="primary" data-size="l" href={paths.today}>
            Go to Today
          </a>
          <ActButton act={act} size="l" onPress={() => void act.run(() => logOut(viewer().id))}>
            Log out
          </ActButton>
        </>
      )}
    </Show>
  );
}
