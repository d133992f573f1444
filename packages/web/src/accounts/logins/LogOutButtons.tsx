import { createSignal } from "solid-js";
import { LogoutEverywhereDocument, type MeFragment } from "../../generated/graphql.ts";
import { useServices } from "../../lib/data/services.ts";
import { paths } from "../../lib/paths.ts";
import { startAfresh, whileChanging } from "../../lib/viewer-change.ts";
import { ActButton } from "../forms/ActButton.tsx";
import { ActFailure } from "../forms/ActFailure.tsx";
import { createAct } from "../forms/act.ts";
import { ConfirmDialog } from "../forms/ConfirmDialog.tsx";
import { outcomeOf } from "../forms/refusal.ts";
import { logOut } from "./log-out.ts";

/** The ways out: of this browser, and of every one. */
export function LogOutButtons(props: { readonly me: MeFragment }) {
  const { client } = useServices();
  const act = createAct();
  const [asking, setAsking] = createSignal(false);

  function everywhere() {
    return whileChanging(async () => {
      const result = await client.mutation(LogoutEverywhereDocument, {}).toPromise();
      const outcome = outcomeOf(result, result.data?.logoutEverywhere, []);
      if ("refusal" in outcome) return outcome.refusal.notice;
      await startAfresh(paths.today);
      return null;
    });
  }
  return (
    <>
      <ActFailure act={act} />
      <div data-part="form-foot">
        <ActButton act={act} tone="danger-quiet" onPress={() => setAsking(true)}>
          Log out everywhere
        </ActButton>
        <ActButton act={act} onPress={() => void act.run(() => logOut(client, props.me.id))}>
          Log out
        </ActButton>
      </div>
      <ConfirmDialog
        id="everywhere"
        title="Log out everywhere?"
        about="Every browser you are logged in with is logged out at once, this one too. API tokens and the widget go on."
        isOpen={asking()}
        onClose={() => setAsking(false)}
        keep="Stay logged in"
        confirm="Log out everywhere"
        work={everywhere}
      />
    </>
  );
}
