import { Show } from "solid-js";
import { CopyField } from "../../ui/CopyField.tsx";
import { Icon } from "../../ui/Icon.tsx";

interface SecretLinkProps {
  readonly label: string;
  /** The full URL; null: nothing to show. */
  readonly link: string | null;
  /** What the link does, and how often it works. */
  readonly about: string;
}

/** A link for somebody else, shown once. */
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
