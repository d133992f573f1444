import { For, Show } from "solid-js";
import { Icon } from "../../ui/Icon.tsx";
import { SCOPES } from "./token-scopes.ts";

interface ScopeChoiceProps {
  readonly chosen: readonly string[];
  readonly onChoose: (scopes: readonly string[]) => void;
  /** Why what was sent is refused, in sentences. */
  readonly issues: readonly string[];
}

/** What a token is to allow, each scope with what that means. */
export function ScopeChoice(props: ScopeChoiceProps) {
  const refused = () => props.issues.length > 0;
  const choose = (scope: string, isChosen: boolean) => {
    const others = props.chosen.filter((each) => each !== scope);
    props.onChoose(isChosen ? [...others, scope] : others);
  };
  return (
    <fieldset data-ui="field" data-state={refused() ? "error" : undefined}>
      <legend>What it may do</legend>
      <ul data-part="choices">
        <For each={SCOPES}>
          {({ name, allows }) => (
            <li>
              <label>
                <input
                  data-ui="check"
                  type="checkbox"
                  name="scopes"
                  value={name}
                  checked={props.chosen.includes(name)}
                  aria-invalid={refused() || undefined}
                  aria-describedby={refused() ? "scopes-h" : undefined}
                  onChange={(event) => choose(name, event.currentTarget.checked)}
                />
                <span>
                  <code>{name}</code>
                  <small>{allows}</small>
                </span>
              </label>
            </li>
          )}
        </For>
      </ul>
      <Show when={refused()}>
        <small id="scopes-h">
          <Icon name="warning" small />
          <span>{props.issues.join(" ")}</span>
        </small>
      </Show>
    </fieldset>
  );
}
