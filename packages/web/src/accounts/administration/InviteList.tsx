import { createSignal, For, Show } from "solid-js";
import {
  CreateInviteDocument,
  type InviteRowFragment,
  InvitesDocument,
  RevokeInviteDocument,
} from "../../generated/graphql.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { useServices } from "../../lib/data/services.ts";
import { FaultNotice } from "../../ui/FaultNotice.tsx";
import { ActButton } from "../../ui/form/ActButton.tsx";
import { createAct } from "../../ui/form/act.ts";
import { RefusalNotice } from "../../ui/form/RefusalNotice.tsx";
import { SettingRow } from "../../ui/SettingRow.tsx";
import { followAccountPages, useAccountLists } from "../account-lists.ts";
import { createMinute } from "../minute.ts";
import { SecretLink } from "../tokens/SecretLink.tsx";
import { inviteName, invitePath, inviteState } from "./invite-words.ts";

const DAYS = [1, 7, 30, 90];
const USUAL_DAYS = 7;

/** The server's invitations; each lets one person register. */
export function InviteList(props: { readonly about: string }) {
  const lists = useAccountLists();
  const minute = createMinute(useServices().ticker);
  const createInvite = createSend(CreateInviteDocument);
  const revokeInvite = createSend(RevokeInviteDocument);
  const act = createAct();
  let list: HTMLUListElement | undefined;
  const query = followAccountPages(InvitesDocument, ({ viewer }) => viewer?.invites);
  const [days, setDays] = createSignal(USUAL_DAYS);
  const [code, setCode] = createSignal<string | null>(null);

  async function invite() {
    const outcome = await createInvite({ input: { days: days() } });
    lists.changed();
    if ("refused" in outcome) return outcome.refused.words;
    setCode(outcome.taken.code);
    return null;
  }
  async function takeBack({ id }: InviteRowFragment) {
    const outcome = await revokeInvite({ input: { id } });
    lists.changed();
    if ("refused" in outcome) return outcome.refused.words;
    // The row's button is gone now.
    list?.focus();
    return null;
  }
  return (
    <section aria-labelledby="invites-h" data-part="stack">
      <h3 id="invites-h">Invitations</h3>
      <p data-quiet>{props.about}</p>
      <Show when={query.fault}>
        {(fault) => <FaultNotice fault={fault()} onRetry={() => query.refetch()} />}
      </Show>
      <Show when={query.rows}>
        <ul data-part="rows" aria-label="Invitations" ref={list} tabindex={-1}>
          <For each={query.rows ?? []} fallback={<li data-quiet>No invitations yet.</li>}>
            {(row) => (
              <SettingRow icon="link" name={inviteName(row, minute())} line={inviteState(row, minute())}>
                <Show when={row.usedAt === null}>
                  <ActButton
                    act={act}
                    tone="danger-quiet"
                    label={`Revoke: ${inviteName(row, minute())}`}
                    onPress={() => void act.run(() => takeBack(row))}
                  >
                    Revoke
                  </ActButton>
                </Show>
              </SettingRow>
            )}
          </For>
        </ul>
      </Show>
      <RefusalNotice words={act.failure()} />
      <SecretLink
        label="Link to register"
        link={code() === null ? null : `${location.origin}${invitePath(code() ?? "")}`}
        about="It is shown once, and lets one person register."
      />
      <div data-part="line">
        <div data-ui="field">
          <label for="invite-days">Valid for</label>
          <select
            data-ui="select"
            id="invite-days"
            onChange={(event) => setDays(Number(event.currentTarget.value))}
          >
            <For each={DAYS}>
              {(count) => (
                <option value={count} selected={count === days()}>
                  {count === 1 ? "1 day" : `${count} days`}
                </option>
              )}
            </For>
          </select>
        </div>
        <ActButton act={act} icon="plus" onPress={() => void act.run(invite)}>
          New invitation
        </ActButton>
      </div>
    </section>
  );
}
