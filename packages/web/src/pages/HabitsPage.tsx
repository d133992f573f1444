import { Match, Switch } from "solid-js";
import { createBecomeGuest } from "../accounts/door/become-guest.ts";
import { useMe } from "../accounts/me-context.ts";
import { FirstHabit } from "../habits/FirstHabit.tsx";
import { HabitsBoard } from "../habits/HabitsBoard.tsx";
import { useServices } from "../lib/data/services.ts";
import { useLive } from "../tracking/live/live-context.ts";
import { liveTitle } from "../tracking/live/live-title.ts";
import { FaultNotice } from "../ui/FaultNotice.tsx";
import { Page, PageHead } from "../ui/Page.tsx";
import "../habits/editor/habit-form.css";
import "../habits/habits.css";

/** The viewer's habits, with minutes, streaks and averages. */
export default function HabitsPage() {
  const { became, fault, me, refetch } = useMe();
  const live = useLive();
  const { ticker } = useServices();
  const becomeGuest = createBecomeGuest();
  return (
    <Page name="habits" title={liveTitle(live, ticker.now()) ?? "Habits · Pacekeeper"}>
      <Switch fallback={<PageHead title="Habits">&nbsp;</PageHead>}>
        <Match when={me()}>{(viewer) => <HabitsBoard me={viewer()} />}</Match>
        <Match when={me() === null}>
          <FirstHabit become={becomeGuest} onBecame={became} />
        </Match>
        <Match when={fault()}>
          {(failed) => (
            <>
              <PageHead title="Habits" />
              <FaultNotice fault={failed()} onRetry={refetch} />
            </>
          )}
        </Match>
      </Switch>
    </Page>
  );
}
