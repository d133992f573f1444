import { createMemo, Match, Show, Switch } from "solid-js";
import { AccountListsContext, createAccountLists } from "../accounts/account-lists.ts";
import { ActivitySettings } from "../accounts/administration/ActivitySettings.tsx";
import { ServerSettings } from "../accounts/administration/ServerSettings.tsx";
import { SecuritySettings } from "../accounts/logins/SecuritySettings.tsx";
import { useMe } from "../accounts/me-context.ts";
import { DataSettings } from "../accounts/profile/DataSettings.tsx";
import { GuestSettings } from "../accounts/profile/GuestSettings.tsx";
import { followOwnAccount } from "../accounts/profile/own-account.ts";
import { KeySettings, PaceSettings, ProfileSettings } from "../accounts/profile/ProfileSettings.tsx";
import { ReportSettings } from "../accounts/profile/ReportSettings.tsx";
import { TokenSettings } from "../accounts/tokens/TokenSettings.tsx";
import { WidgetSettings } from "../accounts/tokens/WidgetSettings.tsx";
import type { MeFragment } from "../generated/graphql.ts";
import { useServices } from "../lib/data/services.ts";
import { paths } from "../lib/paths.ts";
import { SoundSettings } from "../tasks/alerts/SoundSettings.tsx";
import { useLive } from "../tracking/live/live-context.ts";
import { liveTitle } from "../tracking/live/live-title.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { FaultNotice } from "../ui/FaultNotice.tsx";
import { Page, PageHead } from "../ui/Page.tsx";
import { type SectionLink, SectionTabs } from "../ui/SectionTabs.tsx";
import "../accounts/settings.css";

const GUEST: SectionLink = ["guest", "Guest"];
const ALERTS: SectionLink = ["alerts", "Alerts"];
const SECURITY: SectionLink = ["security", "Security"];
const SERVER: SectionLink = ["server", "Server"];

/** The settings. Each one is saved when it is changed. */
export default function SettingsPage() {
  const { me, fault, refetch } = useMe();
  const live = useLive();
  const { ticker } = useServices();
  return (
    <Page name="settings" title={liveTitle(live, ticker.now()) ?? "Settings · Pacekeeper"}>
      <PageHead title="Settings">Changes are saved as you make them</PageHead>
      <Switch>
        <Match when={me()}>{(viewer) => <Sections me={viewer()} />}</Match>
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
            Start your first question, and your settings appear here.
          </EmptyState>
        </Match>
        <Match when={fault()}>{(failed) => <FaultNotice fault={failed()} onRetry={refetch} />}</Match>
      </Switch>
    </Page>
  );
}

/** The settings of a guest or account. */
function Sections(props: { readonly me: MeFragment }) {
  const lists = createAccountLists();
  const own = followOwnAccount(lists);
  const isRegistered = () => props.me.kind === "REGISTERED";
  const isAdmin = () => own.account?.role === "ADMIN";
  const links = createMemo((): SectionLink[] => [
    ...(isRegistered() ? [] : [GUEST]),
    ["profile", "Profile"],
    ["pace", "Pace"],
    ...(isRegistered() && own.account ? [ALERTS] : []),
    ["sounds", "Sounds"],
    ["keys-setting", "Keyboard"],
    ...(isRegistered() ? [SECURITY] : []),
    ["widget", "Widget"],
    ["tokens", "API tokens"],
    ["activity", "Activity"],
    ["data", "Data"],
    ...(isAdmin() ? [SERVER] : []),
  ]);
  return (
    <AccountListsContext.Provider value={lists}>
      <SectionTabs sections={links()} />
      <Show when={!isRegistered()}>
        <GuestSettings />
      </Show>
      <ProfileSettings me={props.me} />
      <PaceSettings me={props.me} />
      <Show when={isRegistered() && own.account}>
        {(account) => <ReportSettings wanted={account().wantsReportEmails} mail={own.server?.mail ?? null} />}
      </Show>
      <SoundSettings />
      <KeySettings />
      <Show when={isRegistered()}>
        <SecuritySettings
          me={props.me}
          isEmailConfirmed={own.account?.isEmailConfirmed ?? false}
          server={own.server}
        />
      </Show>
      <WidgetSettings />
      <TokenSettings />
      <ActivitySettings />
      <DataSettings me={props.me} />
      <Show when={isAdmin()}>
        <ServerSettings server={own.server} />
      </Show>
    </AccountListsContext.Provider>
  );
}
