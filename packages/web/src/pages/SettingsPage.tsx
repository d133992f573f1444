import { Match, Switch } from "solid-js";
import { useMe } from "../accounts/me-context.ts";
import { KeySettings, PaceSettings, ProfileSettings } from "../accounts/ProfileSettings.tsx";
import { WidgetSettings } from "../accounts/WidgetSettings.tsx";
import { paths } from "../lib/paths.ts";
import { useServices } from "../lib/services.ts";
import { useLive } from "../tracking/live-context.ts";
import { liveTitle } from "../tracking/live-title.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { FaultNotice } from "../ui/FaultNotice.tsx";
import { Page, PageHead } from "../ui/Page.tsx";
import "../styles/settings.css";

/** Settings; each saves itself when it is changed. */
export default function SettingsPage() {
  const { me, fault, refetch } = useMe();
  const live = useLive();
  const { ticker } = useServices();
  return (
    <Page name="settings" title={liveTitle(live, ticker.now()) ?? "Settings · Pacekeeper"}>
      <PageHead title="Settings">Changes are saved as you make them</PageHead>
      <Switch>
        <Match when={me()}>
          {(viewer) => (
            <>
              <ProfileSettings me={viewer()} />
              <PaceSettings me={viewer()} />
              <KeySettings />
              <WidgetSettings />
            </>
          )}
        </Match>
        <Match when={me() === null}>
          <EmptyState
            level={2}
            title="Nothing to set yet"
            action={
              <a data-ui="button" href={paths.today}>
                Go to Today
              </a>
            }
          >
            Start a first question; your settings appear with it.
          </EmptyState>
        </Match>
        <Match when={fault()}>{(failed) => <FaultNotice fault={failed()} onRetry={refetch} />}</Match>
      </Switch>
    </Page>
  );
}
