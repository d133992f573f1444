import type { JSX } from "solid-js";
import { Icon, type IconName } from "./Icon.tsx";

interface SettingRowProps {
  readonly icon: IconName;
  readonly name: string;
  /** A line below the name. */
  readonly line: string;
  /** Content at its end, such as a button. */
  readonly children?: JSX.Element;
}

/** An entry of a list on the Settings page. */
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
