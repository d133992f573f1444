import type { DriveEventType } from "@pacekeeper/domain/tracking/events";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { KeyHint } from "../../ui/KeyHint.tsx";
import type { LiveTracking } from "./live-tracking.ts";
import { refusalOf, shownStatus } from "./shown-session.ts";

/** Next, Pause, Undo and Exit. The same table as on the server decides which are allowed. */
export function Controls(props: { readonly live: LiveTracking }) {
  const status = () => shownStatus(props.live.shown());
  const starting = () => status() === "NONE";
  const resuming = () => status() === "PAUSED";
  return (
    <fieldset data-part="controls" aria-label="Session">
      <Control live={props.live} type="NEXT" key="N" primary icon={starting() ? "play" : "next"}>
        {starting() ? "Start" : "Next"}
      </Control>
      <Control live={props.live} type="PAUSE" key="P" icon={resuming() ? "play" : "pause"}>
        {resuming() ? "Resume" : "Pause"}
      </Control>
      <Control live={props.live} type="UNDO" key="U" icon="undo">
        Undo
      </Control>
      <Control live={props.live} type="EXIT" key="E" icon="stop">
        Exit
      </Control>
    </fieldset>
  );
}

function Control(props: {
  readonly live: LiveTracking;
  readonly type: DriveEventType;
  readonly key: string;
  readonly icon: IconName;
  readonly primary?: boolean;
  readonly children: string;
}) {
  // Not `disabled`: the button stays focusable, and pressing it shows why it is refused.
  const refused = () => refusalOf(props.live.shown(), props.type) !== null;
  return (
    <button
      type="button"
      data-ui="button"
      data-tone={props.primary ? "primary" : undefined}
      data-size="l"
      aria-keyshortcuts={props.key}
      aria-disabled={refused() ? "true" : undefined}
      onClick={() => props.live.press(props.type)}
    >
      <Icon name={props.icon} />
      {props.children}
      <KeyHint>{props.key}</KeyHint>
    </button>
  );
}
