import { createSignal, For, Show } from "solid-js";
import { ApiTokensDocument, RevokeApiTokenDocument, type TokenRowFragment } from "../../generated/graphql.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { useServices } from "../../lib/data/services.ts";
import { tell } from "../../lib/toasts.ts";
import { FaultNotice } from "../../ui/FaultNotice.tsx";
import { ConfirmDialog } from "../../ui/form/ConfirmDialog.tsx";
import { SettingRow } from "../../ui/SettingRow.tsx";
import { followAccountList, useAccountLists } from "../account-lists.ts";
import { createMinute } from "../minute.ts";
import { tokenLine } from "./token-words.ts";

interface TokenRowsProps {
  /** Tells this list's dialog from another's. */
  readonly id: string;
  readonly label: string;
  /** Which tokens it lists, by what they allow. */
  readonly lists: (scopes: readonly string[]) => boolean;
  /** What stands there without any. */
  readonly none: string;
  /** What becomes of a token that is revoked, after its name. */
  readonly ended: string;
}

/** Tokens that hold, each of which can be ended at once. */
export function TokenRows(props: TokenRowsProps) {
  const lists = useAccountLists();
  const minute = createMinute(useServices().ticker);
  const revokeToken = createSend(RevokeApiTokenDocument);
  const query = followAccountList(ApiTokensDocument);
  let list: HTMLUListElement | undefined;
  const [ending, setEnding] = createSignal<TokenRowFragment | null>(null);
  const standing = () =>
    query.data?.viewer?.apiTokens.filter((token) => token.revokedAt === null && props.lists(token.scopes)) ??
    [];

  async function revoke() {
    const token = ending();
    if (!token) return null;
    const outcome = await revokeToken({ input: { id: token.id } });
    lists.changed();
    if ("refused" in outcome) return outcome.refused.words;
    tell(`${token.name} ${props.ended}`);
    return null;
  }
  return (
    <>
      <Show
        when={query.data}
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
        about="Whatever uses it stops working at once. This cannot be taken back; you can make a new one."
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
