import { formatDuration } from "@pacekeeper/domain/time/duration";
import type { Pace } from "@pacekeeper/domain/tracking/pace";
import { For, Show } from "solid-js";
import { needleAt, paceTitle } from "./pace-words.ts";

const ZONES = [
  ["fast-2", 20],
  ["fast-1", 20],
  ["fast-0", 20],
  ["on-target", 20],
  ["slow-0", 20],
  ["slow-1", 40],
] as const;

const TICKS = [0.5, 0.7, 0.9, 1.1, 1.3] as const;

/** Shows the average's position between too fast and slow. @param props.targetMs the average target */
export function PaceRuler(props: { readonly pace: Pace; readonly targetMs: number }) {
  const ratio = () => props.pace.ratio;
  const inWords = () =>
    ratio() === null
      ? "No questions"
      : `${paceTitle(props.pace)}, ${Math.round((ratio() ?? 0) * 100)} % of target, score ${props.pace.score}`;
  return (
    <div data-ui="pace">
      {/* biome-ignore lint/a11y/useSemanticElements: a native meter draws its own bar and cannot hold zones */}
      <div
        data-part="scale"
        role="meter"
        aria-label="Pace"
        aria-valuemin="0.3"
        aria-valuemax="1.7"
        aria-valuenow={Math.min(1.7, Math.max(0.3, ratio() ?? 0.3)).toFixed(2)}
        aria-valuetext={inWords()}
      >
        <For each={ZONES}>{([zone, width]) => <i data-zone={zone} style={{ "--w": width }} />}</For>
        <Show when={ratio()}>{(at) => <span data-part="needle" style={{ "--at": needleAt(at()) }} />}</Show>
      </div>
      <div data-part="ticks" aria-hidden="true">
        <For each={TICKS}>
          {(tick) => <span style={{ "--at": needleAt(tick) }}>{formatDuration(tick * props.targetMs)}</span>}
        </For>
      </div>
    </div>
  );
}
