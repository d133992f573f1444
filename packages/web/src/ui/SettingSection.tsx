import type { JSX } from "solid-js";

interface SettingSectionProps {
  readonly id: string;
  readonly title: string;
  /** One or two sentences below the title. */
  readonly about: string;
  readonly children: JSX.Element;
}

/** A section of the Settings page: its title beside a card. */
export function SettingSection(props: SettingSectionProps) {
  return (
    <section data-part="setting" id={props.id} aria-labelledby={`${props.id}-h`}>
      <div>
        <h2 id={`${props.id}-h`}>{props.title}</h2>
        <p>{props.about}</p>
      </div>
      <div data-ui="card">{props.children}</div>
    </section>
  );
}
