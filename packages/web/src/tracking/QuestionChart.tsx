import { formatDifference, formatDuration } from "@pacekeeper/domain/time/duration";
import { createMemo, For, Show } from "solid-js";
import type { TimedQuestionFragment } from "../generated/graphql.ts";
import { counted } from "../lib/counted.ts";
import { barPath, verticalScale } from "../ui/chart-scale.ts";
import { createMeasured } from "../ui/measured.ts";
import { toneOf } from "./pace-words.ts";

const LEFT = 44;
const TOP = 12;
const HEIGHT = 220;
const BASE = 198;
const WIDEST_BAR = 20;
/** Under this a bar's number has no room: only every so many are named. */
const NAME_PX = 22;
const STEPS = [1, 2, 3, 5, 10, 20, 30, 60].map((minutes) => minutes * 60);

interface ChartProps {
  readonly questions: readonly TimedQuestionFragment[];
  readonly targetSeconds: number;
}

/** Active time of each question against the target and its band. Times in seconds. */
export function QuestionChart(props: ChartProps) {
  const [width, measure] = createMeasured();
  const largest = () =>
    Math.max(props.targetSeconds * 1.1, ...props.questions.map((question) => question.activeSeconds));
  const scale = createMemo(() =>
    verticalScale({ largest: largest(), steps: STEPS, most: 4, from: BASE, to: TOP }),
  );
  const slot = () => (width() - LEFT) / Math.max(1, props.questions.length);
  const bar = () => Math.min(WIDEST_BAR, slot() * 0.7);
  const every = () => Math.max(1, Math.ceil(NAME_PX / slot()));
  const x = (index: number) => LEFT + index * slot();
  const tone = (question: TimedQuestionFragment) => toneOf(question.activeSeconds / question.targetSeconds);
  const y = (seconds: number) => scale().y(seconds);
  return (
    <section data-ui="scroll" tabindex="0" aria-label="Duration chart">
      <div data-part="wide" data-chart-of="questions" ref={measure}>
        <Show when={width() > 0}>
          <svg
            data-ui="chart"
            width={width()}
            height={HEIGHT}
            viewBox={`0 0 ${width()} ${HEIGHT}`}
            role="img"
            aria-label={finding(props.questions, props.targetSeconds)}
          >
            <rect
              data-part="band"
              x={LEFT}
              width={Math.max(0, width() - LEFT)}
              y={y(props.targetSeconds * 1.1)}
              height={y(props.targetSeconds * 0.9) - y(props.targetSeconds * 1.1)}
            />
            <For each={scale().lines}>
              {(line) => (
                <>
                  <line
                    data-part={line.value === 0 ? "base" : "grid"}
                    x1={LEFT}
                    x2={width()}
                    y1={line.y}
                    y2={line.y}
                  />
                  <text x={LEFT - 8} y={line.y + 4} text-anchor="end">
                    {line.value === 0 ? "0" : formatDuration(line.value * 1000)}
                  </text>
                </>
              )}
            </For>
            <For each={props.questions}>
              {(question, index) => (
                <g data-part="hit">
                  <title>{questionWords(question)}</title>
                  <rect x={x(index())} y={TOP} width={slot()} height={BASE - TOP} fill="transparent" />
                  <path
                    data-part="bar"
                    data-tone={tone(question)}
                    d={barPath(x(index()) + (slot() - bar()) / 2, bar(), BASE, y(question.activeSeconds))}
                  />
                  <Show when={index() % every() === 0}>
                    <text x={x(index()) + slot() / 2} y={HEIGHT - 5} text-anchor="middle">
                      {question.index}
                    </text>
                  </Show>
                </g>
              )}
            </For>
            <line
              data-part="target"
              x1={LEFT}
              x2={width()}
              y1={y(props.targetSeconds)}
              y2={y(props.targetSeconds)}
            />
          </svg>
        </Show>
      </div>
    </section>
  );
}

/** How many of the questions lie in the target band. */
export function inBand(questions: readonly TimedQuestionFragment[]): number {
  return questions.filter(
    (question) => toneOf(question.activeSeconds / question.targetSeconds) === "on-target",
  ).length;
}

function questionWords(question: TimedQuestionFragment): string {
  const time = formatDuration(question.activeSeconds * 1000);
  const difference = formatDifference((question.activeSeconds - question.targetSeconds) * 1000);
  return `Question ${question.index}: ${time}, ${difference}`;
}

function finding(questions: readonly TimedQuestionFragment[], targetSeconds: number): string {
  const above = questions.filter(
    ({ activeSeconds, targetSeconds: own }) => toneOf(activeSeconds / own) === "slow",
  );
  const inside = inBand(questions);
  const below = questions.length - inside - above.length;
  return `Active time of ${counted(questions.length, "question")} against a target of ${formatDuration(targetSeconds * 1000)}; ${inside} in the target band, ${above.length} above, ${below} below`;
}
