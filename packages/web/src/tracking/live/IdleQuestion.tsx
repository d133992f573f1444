import { formatDuration } from "@pacekeeper/domain/time/duration";
import { Strip } from "../../ui/Strip.tsx";
import { TargetTag } from "../../ui/TargetTag.tsx";

/** Replaces the running question while there is none, at the same height. */
export function IdleQuestion(props: { readonly targetMs: number }) {
  const notch = 100 / 1.35;
  return (
    <div data-part="question">
      <header>
        <h2 id="live-h">No session is running</h2>
      </header>
      <output data-part="timer" aria-label="Time on this question" aria-live="off" data-idle>
        00:00
      </output>
      <div data-part="axis">
        <Strip
          large
          parts={[]}
          notch={notch}
          label={`Nothing yet; target ${formatDuration(props.targetMs)}`}
        />
        <TargetTag at={notch} time={formatDuration(props.targetMs)} />
      </div>
      <ul data-ui="legend">
        <li data-part="left">Start begins question 1 of a new session.</li>
      </ul>
    </div>
  );
}
