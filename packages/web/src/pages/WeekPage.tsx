import { addDays } from "@pacekeeper/domain/time/calendar-date";
import { useParams } from "@solidjs/router";
import { Match, Show, Switch } from "solid-js";
import { useServices } from "../lib/data/services.ts";
import { paths } from "../lib/paths.ts";
import { dateOf, longDate } from "../lib/time/local-time.ts";
import { WeekTable } from "../tracking/days/WeekTable.tsx";
import { followWeek } from "../tracking/days/week-query.ts";
import { useLive } from "../tracking/live/live-context.ts";
import { liveTitle } from "../tracking/live/live-title.ts";
import { FaultNotice } from "../ui/FaultNotice.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Page, PageHead } from "../ui/Page.tsx";
import { Step } from "../ui/Step.tsx";

/** The seven days from the date in the URL, with their totals. */
export default function WeekPage() {
  const params = useParams<{ date: string }>();
  const services = useServices();
  const live = useLive();
  const query = followWeek(() => params.date);
  const last = () => addDays(params.date, 6);
  const next = () => addDays(params.date, 7);
  const today = () => dateOf(services.ticker.now());
  const title = () =>
    liveTitle(live, services.ticker.now()) ?? `Week of ${longDate(params.date)} · Pacekeeper`;
  const steps = () => (
    <div data-part="daynav">
      <Step label="Previous week" icon="back" href={paths.week(addDays(params.date, -7))} />
      <Step label="Next week" icon="forward" href={next() <= today() ? paths.week(next()) : null} />
    </div>
  );
  return (
    <Page name="week" title={title()}>
      <a data-part="backlink" href={paths.today}>
        <Icon name="back" small />
        Today
      </a>
      <PageHead title="The week" end={steps()}>
        {longDate(params.date)} to {longDate(last())}
      </PageHead>
      <section data-ui="card" data-flush aria-label="Days">
        <Switch
          fallback={
            <div data-part="blank-week" aria-busy="true">
              <Show when={query.isSlow}>
                <i data-ui="skeleton" />
              </Show>
            </div>
          }
        >
          <Match when={query.data?.viewer?.week}>
            {(week) => <WeekTable week={week()} today={today()} />}
          </Match>
          <Match when={query.fault}>
            {(fault) => <FaultNotice fault={fault()} onRetry={() => query.refetch()} />}
          </Match>
          <Match when={query.data?.viewer === null}>
            <p data-part="blank-week">There is nothing here yet.</p>
          </Match>
        </Switch>
      </section>
    </Page>
  );
}
