import { Show } from "solid-js";
import { CopyField } from "../../ui/CopyField.tsx";
import { Icon } from "../../ui/Icon.tsx";

interface SecretLinkProps {
  readonly label: string;
  /** The whole address; null: there is none to show. */
  readonly link: string | null;
  /** What it does, and how often. */
  readonly about: string;
}

/** A link that is shown once, to be handed to somebody. */
export function SecretLink(props: SecretLinkProps) {
  return (
    <div role="status">
      <Show when={props.link}>
        {(link) => (
          <div data-ui="notice" data-tone="accent">
            <Icon name="key" />
            <p>
              <strong>Copy it now.</strong> {props.about}
            </p>
            <CopyField label={props.label} text={link()} />
          </div>
        )}
      </Show>
    </div>
  );
}
