import { createSignal, Show } from "solid-js";
import { CopyField } from "../../ui/CopyField.tsx";
import { ActButton } from "../../ui/form/ActButton.tsx";
import { createAct } from "../../ui/form/act.ts";
import { RefusalNotice } from "../../ui/form/RefusalNotice.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { useAccountLists } from "../account-lists.ts";
import { connectionCode } from "./connection-code.ts";
import { TokenList } from "./TokenList.tsx";
import { WidgetInstallation } from "./WidgetInstallation.tsx";
import { createWidgetTokens } from "./widget-token.ts";

/** Connects the widget with a code to copy, and lists the connections. */
export function WidgetSettings() {
  const createToken = createWidgetTokens();
  const lists = useAccountLists();
  const [code, setCode] = createSignal<string | null>(null);
  const act = createAct();

  async function connect() {
    const outcome = await createToken("Widget", null);
    lists.changed();
    if ("refused" in outcome) return outcome.refused.words;
    setCode(connectionCode(location.origin, outcome.taken.token));
    return null;
  }
  return (
    <section data-part="setting" id="widget" aria-labelledby="widget-h">
      <div>
        <h2 id="widget-h">The widget</h2>
        <p>
          It records your work and runs your task timers from the page you rate on, and can do nothing else.
          Install it, then press Connect in it, or paste a code from here into it.
        </p>
      </div>
      <div data-ui="card">
        <WidgetInstallation />
        <TokenList />
        <Show when={code()}>
          {(text) => (
            <div data-ui="notice" data-tone="accent" role="status">
              <Icon name="key" />
              <p>
                <strong>Copy it now.</strong> It is shown once. Paste it into the widget.
              </p>
              <CopyField label="Connection code" text={text()} />
            </div>
          )}
        </Show>
        <RefusalNotice words={act.failure()} />
        <div data-part="form-foot">
          <ActButton act={act} icon="link" onPress={() => void act.run(connect)}>
            Create a connection code
          </ActButton>
        </div>
      </div>
    </section>
  );
}
