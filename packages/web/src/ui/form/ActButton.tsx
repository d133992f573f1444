import { Icon, type IconName } from "../Icon.tsx";
import type { Act } from "./act.ts";

interface ActButtonProps {
  readonly act: Act;
  /** The button's label. */
  readonly children: string;
  /** What it does, for screen readers, which may read it without its row. */
  readonly label?: string;
  readonly tone?: "primary" | "danger" | "danger-quiet";
  readonly size?: "l";
  readonly icon?: IconName;
  /** Whether something else must be done first. */
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
}

/**
 * A button for an action that needs the server; it says so while the server is unreachable. A press is passed on even
 * then, because the action finds out whether the server is back.
 */
export function ActButton(props: ActButtonProps) {
  const isDisabled = () => props.act.offline() || props.isDisabled;
  return (
    <button
      type="button"
      data-ui="button"
      data-tone={props.tone}
      data-size={props.size}
      aria-label={props.act.offline() ? undefined : props.label}
      aria-busy={props.act.busy() || undefined}
      aria-disabled={isDisabled() || undefined}
      onClick={() => !props.act.busy() && !props.isDisabled && props.onPress()}
    >
      {props.icon ? <Icon name={props.icon} /> : null}
      {props.act.offline() ? "Needs the server" : props.children}
    </button>
  );
}
