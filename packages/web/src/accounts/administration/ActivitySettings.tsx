import { For, onMount, Show } from "solid-js";
import type { AuditRowFragment } from "../../generated/graphql.ts";
import { useServices } from "../../lib/data/services.ts";
import { dayIn } from "../../lib/time/ago.ts";
import { clockTime } from "../../lib/time/local-time.ts";
import { FaultNotice } from "../../ui/FaultNotice.tsx";
import { ActButton } from "../../ui/form/ActButton.tsx";
import { createAct } from "../../ui/form/act.ts";
import { SettingRow } from "../../ui/SettingRow.tsx";
import { SettingSection } from "../../ui/SettingSection.tsx";
import { useAccountLists } from "../account-lists.ts";
import { createAuditLog } from "./audit-log.ts";
import { ACT_WORDS, isWorthALook } from "./audit-words.ts";

/** The account's audit log, newest first. */
export function ActivitySettings() {
  const { clock } = useServices();
  const lists = useAccountLists();
  const log = createAuditLog();
  let list: HTMLUListElement | undefined;
  const act = createAct();
  onMount(() => void log.refresh());
  lists.keepTrue(() => void log.refresh());
  async function more() {
    await log.more();
    // The button disappears with the last page.
    if (!log.hasMore()) list?.focus();
    return null;
  }
  const line = ({ at, device, address }: AuditRowFragment) =>
    `${dayIn(at, clock.now())} at ${clockTime(at)} · ${device} · ${address}`;
  return (
    <SettingSection
      id="activity"
      title="Activity"
      about="What happened to your account, and from where. If it was not you, change your password."
    >
      <Show when={log.fault()}>
        {(fault) => <FaultNotice fault={fault()} onRetry={() => void log.refresh()} />}
      </Show>
      <Show when={log.entries()}>
        {(entries) => (
          <ul data-part="rows" data-kind="log" aria-label="Activity" ref={list} tabindex={-1}>
            <For each={entries()} fallback={<li data-quiet>Nothing has happened yet.</li>}>
              {(entry) => (
                <SettingRow
                  icon={isWorthALook(entry.act) ? "warning" : "info"}
                  name={ACT_WORDS[entry.act]}
                  line={line(entry)}
                />
              )}
            </For>
          </ul>
        )}
      </Show>
      <Show when={log.hasMore()}>
        <div data-part="form-foot">
          <ActButton act={act} onPress={() => void act.run(more)}>
            Show more
          </ActButton>
        </div>
      </Show>
    </SettingSection>
  );
}
