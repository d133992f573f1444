import type { JSX } from "solid-js";

/** An icon button. While the server is out of reach, its label says that it needs the server. */
export function IconButton(props: {
  readonly label: string;
  readonly offline: boolean;
  readonly keys?: string;
  readonly onPress: () => void;
  readonly children: JSX.Element;
}) {
  const label = () => (props.offline ? `${props.label}: needs the server` : props.label);
  return (
    <button
      type="button"
      data-ui="button"
      data-tone="quiet"
      data-icon
      aria-label={label()}
      title={props.offline ? "Needs the server" : undefined}
      aria-keyshortcuts={props.keys}
      aria-disabled={props.offline || undefined}
      onClick={() => !props.offline && props.onPress()}
    >
      {props.children}
    </button>
  );
}
