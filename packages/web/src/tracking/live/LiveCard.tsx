import { formatElapsed } from "@pacekeeper/domain/time/duration";
import { createMemo, Show } from "solid-js";
import { useServices } from "../../lib/data/services.ts";
import { clockTime } from "../../lib/time/local-time.ts";
import { Strip } from "../../ui/Strip.tsx";
import { TargetTag } from "../../ui/TargetTag.tsx";
import { PacePanel } from "../PacePanel.tsx";
import { stripParts } from "../session/question-strip.ts";
import { Controls } from "./Controls.tsx";
import { IdleQuestion } from "./IdleQuestion.tsx";
import { type LiveReading, readLive } from "./live-clock.ts";
import { useLive } from "./live-context.ts";
import { questionNumber, type ShownSession } from "./shown-session.ts";

/** The running question with its pace and controls: the centre of the page during work. */
export function LiveCard(props: { readonly targetMs: number }) {
  const live = useLive();
  const { ticker } = useServices();
  const reading = createMemo(() => {
    const shown = live.shown();
    return shown?.state.live ? readLive(shown, shown.state.live, ticker.now()) : null;
  });
  return (
    <section data-part="live" data-state={reading()?.state ?? "none"} aria-labelledby="live-h">
      <Show when={live.shown()} fallback={<IdleQuestion targetMs={props.targetMs} />}>
        {(shown) => (
          <Show when={reading()}>{(now) => <RunningQuestion shown={shown()} reading={now()} />}</Show>
        )}
      </Show>
      <PacePanel shown={live.shown()} targetMs={props.targetMs} />
      <Controls live={live} />
    </section>
  );
}

function RunningQuestion(props: { readonly shown: ShownSession; readonly reading: LiveReading }) {
  const pausedAt = () => props.shown.state.live?.pausedAt ?? null;
  const isLong = () => props.reading.activeMs >= 3_600_000;
  const badge = () => {
    const since = pausedAt();
    if (since !== null) return `Paused since ${clockTime(since)}`;
    return props.reading.state === "over" ? "Over target" : "Running";
  };
  const badgeState = () => (props.reading.state === "over" ? "overrun" : props.reading.state);
  const stripLabel = () =>
    `This question: active ${formatElapsed(props.reading.activeMs)}, paused ${formatElapsed(props.reading.pausedMs)}; target ${formatElapsed(props.reading.targetMs)}`;
  return (
    <div data-part="question">
      <header>
        <h2 id="live-h">Question {questionNumber(props.shown)}</h2>
        <span data-ui="badge" data-state={badgeState()}>
          {badge()}
        </span>
        <span data-faint>since {clockTime(props.shown.state.live?.current.startedAt ?? 0)}</span>
      </header>
      <output
        data-part="timer"
        aria-label="Time on this question"
        aria-live="off"
        data-long={isLong() || undefined}
      >
        {props.reading.clock}
      </output>
      <div data-part="axis">
        <Strip
          large
          parts={stripParts(props.reading.span, props.reading.scaleMs)}
          notch={props.reading.notch}
          label={stripLabel()}
        />
        <TargetTag at={props.reading.notch} time={formatElapsed(props.reading.targetMs)} />
      </div>
      <ul data-ui="legend">
        <li data-kind="on-target">
          Active <b>{formatElapsed(props.reading.activeMs)}</b>
        </li>
        <li data-kind="pause">
          Paused <b>{formatElapsed(props.reading.pausedMs)}</b>
        </li>
        <li data-part="left">
          <span data-ui={props.reading.state === "over" ? "diff" : undefined} data-tone="slow">
            <b>{props.reading.left[0]}</b> {props.reading.left[1]}
          </span>
        </li>
      </ul>
    </div>
  );
}
