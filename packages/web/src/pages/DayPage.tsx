import { startOfWeek } from "@pacekeeper/domain/time/calendar-date";
import { useParams } from "@solidjs/router";
import { createMemo, lazy, Match, Show, Suspense, Switch } from "solid-js";
import { useMe } from "../accounts/me-context.ts";
import type { MeFragment } from "../generated/graphql.ts";
import { useServices } from "../lib/data/services.ts";
import { clockTime, dateOf, longDate, zone } from "../lib/time/local-time.ts";
import { whenSlow } from "../lib/when-slow.ts";
import { DayNavigation } from "../tracking/days/DayNavigation.tsx";
import { DayOverview } from "../tracking/days/DayOverview.tsx";
import { LiveCard } from "../tracking/live/LiveCard.tsx";
import { useLive } from "../tracking/live/live-context.ts";
import { liveTitle } from "../tracking/live/live-title.ts";
import { SyncLine } from "../tracking/live/SyncLine.tsx";
import { WaitingNotice } from "../tracking/live/WaitingNotice.tsx";
import { FaultNotice } from "../ui/FaultNotice.tsx";
import { Page, PageHead } from "../ui/Page.tsx";

/** Loaded on demand: only new visitors see it. */
const FirstRun = lazy(() => import("./FirstRun.tsx"));

/** Today, or the day in the URL. */
export function DayPage() {
  const params = useParams<{ date?: string }>();
  const { me, fault, refetch } = useMe();
  const { ticker } = useServices();
  const live = useLive();
  const today = createMemo(() => dateOf(ticker.now()));
  const date = () => params.date ?? today();
  const isToday = () => date() === today();
  const title = () =>
    liveTitle(live, ticker.now()) ?? `${isToday() ? "Today" : longDate(date())} · Pacekeeper`;
  const slow = whenSlow(() => me() === undefined);
  return (
    <Page name="today" title={title()}>
      <PageHead
        title={longDate(date())}
        end={
          <>
            <Show when={me()}>
              {(viewer) => <DayNavigation date={date()} today={today()} weekStart={viewer().weekStart} />}
            </Show>
            <div data-part="actions">
              <SyncLine />
            </div>
          </>
        }
      >
        {zone()} · {clockTime(ticker.now())}
      </PageHead>
      <WaitingNotice />
      <Switch fallback={<Waiting visible={slow()} />}>
        <Match when={me()}>
          {(viewer) => <Known me={viewer()} isToday={isToday()} date={isToday() ? null : date()} />}
        </Match>
        <Match when={me() === null}>
          <Suspense fallback={<Waiting visible={slow()} />}>
            <FirstRun />
          </Suspense>
        </Match>
        <Match when={fault()}>{(failed) => <FaultNotice fault={failed()} onRetry={refetch} />}</Match>
      </Switch>
    </Page>
  );
}

function Known(props: { readonly me: MeFragment; readonly isToday: boolean; readonly date: string | null }) {
  return (
    <>
      <Show when={props.isToday}>
        <LiveCard targetMs={props.me.targetSeconds * 1000} />
      </Show>
      <DayOverview
        date={props.date}
        targetMs={props.me.targetSeconds * 1000}
        weekOf={(date) => startOfWeek(date, props.me.weekStart)}
      />
    </>
  );
}

function Waiting(props: { readonly visible: boolean }) {
  return (
    <section data-part="live" data-state="none" aria-label="Loading" aria-busy="true">
      <div data-part="blank-live">
        <Show when={props.visible}>
          <i data-ui="skeleton" />
        </Show>
      </div>
    </section>
  );
}
