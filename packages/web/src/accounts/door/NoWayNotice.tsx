import type { JSX } from "solid-js";
import { Icon } from "../../ui/Icon.tsx";

/** What does not go on this server, where the form for it would stand. */
export function NoWayNotice(props: { readonly children: JSX.Element }) {
  return (
    <div data-ui="notice" data-tone="slow">
      <Icon name="info" />
      <p>{props.children}</p>
    </div>
  );
}
