import type { JSX } from "solid-js";
import { paths } from "../../lib/paths.ts";
import { Icon } from "../../ui/Icon.tsx";

/** Says that a link no longer works, and offers a new one. */
export function ExpiredLink(props: {
  readonly children: JSX.Element;
  readonly href: string;
  readonly action: string;
  readonly onAction?: () => void;
}) {
  return (
    <>
      <div data-ui="notice" data-tone="slow" role="alert">
        <Icon name="warning" />
        <p>{props.children}</p>
      </div>
      <a
        data-ui="button"
        data-tone="primary"
        data-size="l"
        href={props.href}
        onClick={() => props.onAction?.()}
      >
        {props.action}
      </a>
      <a data-ui="button" data-size="l" href={paths.login}>
        Log in
      </a>
    </>
  );
}
