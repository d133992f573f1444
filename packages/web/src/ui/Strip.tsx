import { Index, Show } from "solid-js";

/** A segment of a strip, in percent of its length. */
export interface StripPart {
  readonly kind: "session" | "pause";
  readonly from: number;
  readonly to: number;
}

interface StripProps {
  readonly parts: readonly StripPart[];
  /** The target's position, in percent; null: no notch. */
  readonly notch: number | null;
  /** What it shows, in one sentence with the numbers. */
  readonly label: string;
  readonly large?: boolean;
}

/** A strip of time: its length is time, its fill shows how it was spent, and the notch is the target. */
export function Strip(props: StripProps) {
  return (
    <span data-ui="strip" data-size={props.large ? "l" : undefined} role="img" aria-label={props.label}>
      <Index each={props.parts}>
        {(part) => <i data-kind={part().kind} style={{ "--from": part().from, "--to": part().to }} />}
      </Index>
      <Show when={props.notch !== null}>
        <b style={{ "--at": props.notch ?? 0 }} />
      </Show>
    </span>
  );
}
