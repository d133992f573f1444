import { Icon, type IconName } from "../Icon.tsx";
import type { Act } from "./act.ts";

interface ActButtonProps {
  readonly act: Act;
  /** What the button says. */
  readonly children: string;
  /** What it does, for those who hear it without the row around it. */
  readonly label?: string;
  readonly tone?: "primary" | "danger" | "danger-quiet";
  readonly icon?: IconName;
  readonly onPress: () => void;
}

/** A button for what only the server can do; it says so while that is out of reach. */
export function ActButton(props: ActButtonProps) {
  return (
    <button
      type="button"
      data-ui="button"
      data-tone={props.tone}
      aria-label={props.act.offline() ? undefined : props.label}
      aria-busy={props.act.busy() || undefined}
      aria-disabled={props.act.offline() || undefined}
      onClick={() => !props.act.busy() && !props.act.offline() && props.onPress()}
    >
      {props.icon ? <Icon name={props.icon} /> : null}
      {props.act.offline() ? "Needs the server" : props.children}
    </button>
  );
}
