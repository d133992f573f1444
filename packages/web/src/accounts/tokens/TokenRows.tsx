import { createSignal, For, Show } from "solid-js";
import {
  ApiTokensDocument,
  RevokeApiTokenDocument,
  type Scope,
  type TokenRowFragment,
} from "../../generated/graphql.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { useServices } from "../../lib/data/services.ts";
import { showToast } from "../../lib/toasts.ts";
import { FaultNotice } from "../../ui/FaultNotice.tsx";
import { ConfirmDialog } from "../../ui/form/ConfirmDialog.tsx";
import { SettingRow } from "../../ui/SettingRow.tsx";
import { followAccountPages, useAccountLists } from "../account-lists.ts";
import { createMinute } from "../minute.ts";
import { tokenLine } from "./token-words.ts";

interface TokenRowsProps {
  /** The prefix of the dialog's id. */
  readonly id: string;
  readonly label: string;
  /** Selects the listed tokens by their scopes. */
  readonly lists: (scopes: readonly Scope[]) => boolean;
  /** The text for an empty list. */
  readonly none: string;
  /** The end of the message about a revoked token, after its name. */
  readonly ended: string;
}

/** A list of active tokens; each can be revoked. */
export function TokenRows(props: TokenRowsProps) {
  const lists = useAccountLists();
  const minute = createMinute(useServices().ticker);
  const revokeToken = createSend(RevokeApiTokenDocument);
  const query = followAccountPages(ApiTokensDocument, ({ viewer }) => viewer?.apiTokens);
  let list: HTMLUListElement | undefined;
  const [ending, setEnding] = createSignal<TokenRowFragment | null>(null);
  const standing = () =>
    query.rows?.filter((token) => token.revokedAt === null && props.lists(token.scopes)) ?? [];

  async function revoke() {
    const token = ending();
    if (!token) return null;
    const outcome = await revokeToken({ input: { id: token.id } });
    lists.changed();
    if ("refused" in outcome) return outcome.refused.words;
    showToast(`${token.name} ${props.ended}`);
    return null;
  }
  return (
    <>
      <Show
        when={query.rows}
        fallback={
          <Show when={query.fault}>
            {(fault) => <FaultNotice fault={fault()} onRetry={() => query.refetch()} />}
          </Show>
        }
      >
        <ul data-part="rows" aria-label={props.label} ref={list} tabindex={-1}>
          <For each={standing()} fallback={<li data-quiet>{props.none}</li>}>
            {(token) => (
              <SettingRow icon="link" name={token.name} line={tokenLine(token, minute())}>
                <button
                  type="button"
                  data-ui="button"
                  data-tone="danger-quiet"
                  aria-label={`Revoke ${token.name}`}
                  onClick={() => setEnding(token)}
                >
                  Revoke
                </button>
              </SettingRow>
            )}
          </For>
        </ul>
      </Show>
      <ConfirmDialog
        id={`${props.id}-revoke`}
        title={`Revoke ${ending()?.name ?? "this token"}?`}
        about="Anything that uses it stops working at once. This cannot be undone, but you can create a new token."
        isOpen={ending() !== null}
        onClose={() => setEnding(null)}
        onDone={() => list?.focus()}
        keep="Keep it"
        confirm="Revoke it"
        work={revoke}
      />
    </>
  );
}
