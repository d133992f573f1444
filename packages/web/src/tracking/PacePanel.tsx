import { formatDuration } from "@pacekeeper/domain/time/duration";
import { NOTHING, paceOf } from "@pacekeeper/domain/tracking/pace";
import { createMemo } from "solid-js";
import { counted } from "../lib/count-words.ts";
import { type ShownSession, totalsOf } from "./live/shown-session.ts";
import { PaceRuler } from "./PaceRuler.tsx";
import { paceTitle } from "./pace-words.ts";

/** The pace of the running session. It changes only when a question closes. */
export function PacePanel(props: { readonly shown: ShownSession | null; readonly targetMs: number }) {
  const totals = createMemo(() => (props.shown ? totalsOf(props.shown) : NOTHING));
  const pace = createMemo(() => paceOf(totals()));
  const averageTarget = () =>
    totals().questionCount === 0
      ? (props.shown?.targetMs ?? props.targetMs)
      : totals().targetMs / totals().questionCount;
  const average = () =>
    totals().questionCount === 0 ? "–" : formatDuration(totals().activeMs / totals().questionCount);
  return (
    <div data-part="pace-panel">
      <header>
        <h3>Pace, this session</h3>
        <span data-faint>{counted(totals().questionCount, "question")}</span>
      </header>
      <p data-part="verdict">
        <span aria-hidden="true">{pace().emoji}</span>
        <strong>{paceTitle(pace())}</strong>
        <b>
          {pace().score}
          <small>score</small>
        </b>
      </p>
      <PaceRuler pace={pace()} targetMs={averageTarget()} />
      <dl data-part="pairs">
        <div>
          <dt>Average</dt>
          <dd>{average()}</dd>
        </div>
        <div>
          <dt>Target</dt>
          <dd>{formatDuration(averageTarget())}</dd>
        </div>
      </dl>
    </div>
  );
}
