import { Show } from "solid-js";
import { Icon } from "./Icon.tsx";

/** An arrow to the previous or next page. @param props.href null disables it */
export function Step(props: {
  readonly label: string;
  readonly icon: "back" | "forward";
  readonly href: string | null;
}) {
  return (
    <Show
      when={props.href}
      fallback={
        <button type="button" data-ui="button" data-tone="quiet" data-icon aria-label={props.label} disabled>
          <Icon name={props.icon} />
        </button>
      }
    >
      {(href) => (
        <a data-ui="button" data-tone="quiet" data-icon aria-label={props.label} href={href()}>
          <Icon name={props.icon} />
        </a>
      )}
    </Show>
  );
}
