import { For, Show } from "solid-js";
import { ApiTokensDocument, RevokeApiTokenDocument, type TokenRowFragment } from "../generated/graphql.ts";
import { dayOf } from "../lib/local-time.ts";
import { faultOf, isRefusal } from "../lib/result.ts";
import { useServices } from "../lib/services.ts";
import { tell, warn } from "../lib/toasts.ts";
import { watchQuery } from "../lib/watched-query.ts";
import { FaultNotice } from "../ui/FaultNotice.tsx";
import { Icon } from "../ui/Icon.tsx";

/** What may record work for this person, each of which can be ended at once. */
export function TokenList() {
  const services = useServices();
  const query = watchQuery(services, ApiTokensDocument, () => ({}));
  const valid = () => query.data?.viewer?.apiTokens.filter((token) => token.revokedAt === null) ?? [];

  async function revoke(token: TokenRowFragment) {
    const { data, error } = await services.client
      .mutation(RevokeApiTokenDocument, { input: { id: token.id } })
      .toPromise();
    if (error) return warn(faultOf(error).words);
    if (!data) return;
    if (isRefusal(data.revokeApiToken)) return warn(data.revokeApiToken.message);
    tell(`${token.name} can no longer record your work.`);
  }
  return (
    <Show
      when={query.data}
      fallback={
        <Show when={query.fault}>
          {(fault) => <FaultNotice fault={fault()} onRetry={() => query.refetch()} />}
        </Show>
      }
    >
      <ul data-part="rows">
        <For each={valid()} fallback={<li data-quiet>Nothing is connected yet.</li>}>
          {(token) => (
            <li>
              <Icon name="link" />
              <span>
                <b>{token.name}</b>
                <small>{tokenLine(token)}</small>
              </span>
              <button
                type="button"
                data-ui="button"
                data-tone="danger-quiet"
                aria-label={`Revoke ${token.name}`}
                onClick={() => void revoke(token)}
              >
                Revoke
              </button>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

function tokenLine(token: TokenRowFragment): string {
  const scopes = token.scopes.join(", ");
  const used = token.lastUsedAt === null ? "not used yet" : `used on ${dayOf(token.lastUsedAt)}`;
  const until = token.expiresAt === null ? [] : [`expires on ${dayOf(token.expiresAt)}`];
  return [scopes, ...(token.origin === null ? [] : [token.origin]), used, ...until].join(" · ");
}
