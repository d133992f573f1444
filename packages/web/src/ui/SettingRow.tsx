import type { JSX } from "solid-js";
import { Icon, type IconName } from "./Icon.tsx";

interface SettingRowProps {
  readonly icon: IconName;
  readonly name: string;
  /** A line under the name. */
  readonly line: string;
  /** What stands at its end, such as a button. */
  readonly children?: JSX.Element;
}

/** An entry of a list in Settings. */
export function SettingRow(props: SettingRowProps) {
  return (
    <li>
      <Icon name={props.icon} />
      <span>
        <b>{props.name}</b>
        <small>{props.line}</small>
      </span>
      {props.children}
    </li>
  );
}
