import { createSignal } from "solid-js";
import { LogoutEverywhereDocument, type MeFragment } from "../../generated/graphql.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { paths } from "../../lib/paths.ts";
import { startAfresh, whileChanging } from "../../lib/viewer-change.ts";
import { ActButton } from "../../ui/form/ActButton.tsx";
import { createAct } from "../../ui/form/act.ts";
import { ConfirmDialog } from "../../ui/form/ConfirmDialog.tsx";
import { RefusalNotice } from "../../ui/form/RefusalNotice.tsx";
import { createLogOut } from "./log-out.ts";

/** Log out of this browser, or of every browser. */
export function LogOutButtons(props: { readonly me: MeFragment }) {
  const logOut = createLogOut();
  const logOutEverywhere = createSend(LogoutEverywhereDocument);
  const act = createAct();
  const [asking, setAsking] = createSignal(false);

  function everywhere() {
    return whileChanging(async () => {
      const outcome = await logOutEverywhere({});
      if ("refused" in outcome) return outcome.refused.words;
      await startAfresh(paths.today);
      return null;
    });
  }
  return (
    <>
      <RefusalNotice words={act.failure()} />
      <div data-part="form-foot">
        <ActButton act={act} tone="danger-quiet" onPress={() => setAsking(true)}>
          Log out everywhere
        </ActButton>
        <ActButton act={act} onPress={() => void act.run(() => logOut(props.me.id))}>
          Log out
        </ActButton>
      </div>
      <ConfirmDialog
        id="everywhere"
        title="Log out everywhere?"
        about="You are logged out of every browser at once, including this one. API tokens and the widget keep working."
        isOpen={asking()}
        onClose={() => setAsking(false)}
        keep="Stay logged in"
        confirm="Log out everywhere"
        work={everywhere}
      />
    </>
  );
}
