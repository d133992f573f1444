import type { JSX } from "solid-js";
import { Icon } from "../../ui/Icon.tsx";

/** Replaces a form for something that this server does not offer. */
export function NoWayNotice(props: { readonly children: JSX.Element }) {
  return (
    <div data-ui="notice" data-tone="slow">
      <Icon name="info" />
      <p>{props.children}</p>
    </div>
  );
}
