import { createSignal, Show } from "solid-js";
import { CopyField } from "../../ui/CopyField.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { SettingSection } from "../../ui/SettingSection.tsx";
import { type MadeToken, TokenDialog } from "./TokenDialog.tsx";
import { TokenRows } from "./TokenRows.tsx";
import { isOfWidget } from "./token-scopes.ts";

/** API tokens for the viewer's own programs. */
export function TokenSettings() {
  const [making, setMaking] = createSignal(false);
  const [made, setMade] = createSignal<MadeToken | null>(null);
  return (
    <SettingSection
      id="tokens"
      title="API tokens"
      about="For your own scripts. A token is shown once. The widget’s tokens are listed under Widget."
    >
      <TokenRows
        id="tokens"
        label="API tokens"
        lists={(scopes) => !isOfWidget(scopes)}
        none="There are no tokens yet."
        ended="has been revoked."
      />
      <div role="status">
        <Show when={made()}>
          {(token) => (
            <div data-ui="notice" data-tone="accent">
              <Icon name="key" />
              <p>
                <strong>Copy the secret of “{token().name}” now.</strong> It is shown once.
              </p>
              <CopyField label="New token" text={token().secret} />
            </div>
          )}
        </Show>
      </div>
      <div data-part="form-foot">
        <button type="button" data-ui="button" onClick={() => setMaking(true)}>
          <Icon name="plus" />
          New token
        </button>
      </div>
      <TokenDialog isOpen={making()} onClose={() => setMaking(false)} onMade={setMade} />
    </SettingSection>
  );
}
