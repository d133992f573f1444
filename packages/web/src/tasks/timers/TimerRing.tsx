import type { TimerView } from "./timer-view.ts";

/** A countdown's remaining time as a ring, with its clock in the middle. */
export function TimerRing(props: { readonly view: TimerView }) {
  return (
    // Solid sets the value by script: the CSP forbids style attributes in markup.
    <div data-ui="ring" data-state={props.view.state} style={{ "--value": props.view.left.toFixed(2) }}>
      <svg viewBox="0 0 100 100" aria-hidden="true">
        <circle cx="50" cy="50" r="46" pathLength="100" />
        <circle cx="50" cy="50" r="46" pathLength="100" />
      </svg>
      <div>
        <output
          data-long={props.view.clock.length > 6 ? "" : undefined}
          aria-label={props.view.clockName}
          aria-live="off"
        >
          {props.view.clock}
        </output>
        <small>{props.view.note}</small>
      </div>
    </div>
  );
}
