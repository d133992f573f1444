import { For } from "solid-js";
import type { Scope } from "../../generated/graphql.ts";
import { FieldHelp } from "../../ui/form/FieldHelp.tsx";
import type { FormState } from "../../ui/form/form-state.ts";
import { SCOPES } from "./token-scopes.ts";

interface ScopeChoiceProps {
  readonly chosen: readonly Scope[];
  readonly onChoose: (scopes: readonly Scope[]) => void;
  readonly form: FormState;
}

/** Chooses a token's scopes, each with an explanation. */
export function ScopeChoice(props: ScopeChoiceProps) {
  const issues = () => props.form.issues("scopes");
  const refused = () => issues().length > 0;
  const choose = (scope: Scope, isChosen: boolean) => {
    const others = props.chosen.filter((each) => each !== scope);
    props.form.typed("scopes");
    props.onChoose(isChosen ? [...others, scope] : others);
  };
  return (
    <fieldset data-ui="field" data-state={refused() ? "error" : undefined}>
      <legend>What it may do</legend>
      <ul data-part="choices">
        <For each={SCOPES}>
          {({ name, title, allows }) => (
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
                  {title} <code>{name}</code>
                  <small>{allows}</small>
                </span>
              </label>
            </li>
          )}
        </For>
      </ul>
      <FieldHelp id="scopes-h" issues={issues()} />
    </fieldset>
  );
}
