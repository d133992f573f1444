import { For, Show } from "solid-js";
import {
  type LoginRowFragment,
  LoginSessionsDocument,
  RevokeLoginSessionDocument,
} from "../../generated/graphql.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { useServices } from "../../lib/data/services.ts";
import { showToast } from "../../lib/toasts.ts";
import { FaultNotice } from "../../ui/FaultNotice.tsx";
import { ActButton } from "../../ui/form/ActButton.tsx";
import { createAct } from "../../ui/form/act.ts";
import { RefusalNotice } from "../../ui/form/RefusalNotice.tsx";
import { SettingRow } from "../../ui/SettingRow.tsx";
import { followAccountPages, useAccountLists } from "../account-lists.ts";
import { createMinute } from "../minute.ts";
import { isPhone, loginLine } from "./login-words.ts";

/** The viewer's logins; each except this one can be ended here. */
export function LoginList() {
  const lists = useAccountLists();
  const minute = createMinute(useServices().ticker);
  const revoke = createSend(RevokeLoginSessionDocument);
  const act = createAct();
  let list: HTMLUListElement | undefined;
  const query = followAccountPages(LoginSessionsDocument, ({ viewer }) => viewer?.loginSessions);
  // This one first, then the others as the server sorts them: newest first.
  const logins = () => {
    const all = query.rows ?? [];
    return [...all.filter((login) => login.isCurrent), ...all.filter((login) => !login.isCurrent)];
  };

  async function end(login: LoginRowFragment) {
    const outcome = await revoke({ input: { id: login.id } });
    lists.changed();
    if ("refused" in outcome) return outcome.refused.words;
    showToast(`The login of ${login.device} has ended.`);
    // The row's button is gone now.
    list?.focus();
    return null;
  }
  return (
    <>
      <Show when={query.fault}>
        {(fault) => <FaultNotice fault={fault()} onRetry={() => query.refetch()} />}
      </Show>
      <Show when={query.rows}>
        <ul data-part="rows" aria-label="Logins" ref={list} tabindex={-1}>
          <For each={logins()}>
            {(login) => (
              <SettingRow
                icon={isPhone(login.device) ? "phone" : "screen"}
                name={login.device}
                line={loginLine(login, minute())}
              >
                <Show
                  when={!login.isCurrent}
                  fallback={
                    <span data-ui="badge" data-tone="accent">
                      Here
                    </span>
                  }
                >
                  <ActButton
                    act={act}
                    label={`End the login of ${login.device}, ${login.address}`}
                    onPress={() => void act.run(() => end(login))}
                  >
                    End
                  </ActButton>
                </Show>
              </SettingRow>
            )}
          </For>
        </ul>
      </Show>
      <RefusalNotice words={act.failure()} />
    </>
  );
}
