import { formatDifference, formatDuration } from "@pacekeeper/domain/time/duration";
import type { TimedQuestionFragment } from "../../generated/graphql.ts";
import { counted } from "../../lib/count-words.ts";
import { BarChart, type ChartPlan } from "../../ui/BarChart.tsx";
import { verticalScale } from "../../ui/chart-scale.ts";
import { toneOf } from "../pace-words.ts";

const LEFT = 44;
const TOP = 12;
const HEIGHT = 220;
const BASE = 198;
const WIDEST_BAR = 20;
/** The width that a bar's number needs, in pixels; narrower bars are labelled less often. */
const NAME_PX = 22;
const STEPS = [1, 2, 3, 5, 10, 20, 30, 60].map((minutes) => minutes * 60);

interface ChartProps {
  readonly questions: readonly TimedQuestionFragment[];
  readonly targetSeconds: number;
}

/** Active time of each question against the target and its band. Times in seconds. */
export function QuestionChart(props: ChartProps) {
  return (
    <BarChart
      of="questions"
      name="Duration chart"
      finding={finding(props.questions, props.targetSeconds)}
      plan={(width) => planOf(props.questions, props.targetSeconds, width)}
    />
  );
}

function planOf(
  questions: readonly TimedQuestionFragment[],
  targetSeconds: number,
  width: number,
): ChartPlan {
  const every = Math.max(1, Math.ceil((NAME_PX * questions.length) / Math.max(1, width - LEFT)));
  const largest = Math.max(targetSeconds * 1.1, ...questions.map((question) => question.activeSeconds));
  return {
    height: HEIGHT,
    left: LEFT,
    widest: WIDEST_BAR,
    share: 0.7,
    scale: verticalScale({ largest, steps: STEPS, most: 4, from: BASE, to: TOP }),
    named: (seconds) => formatDuration(seconds * 1000),
    bars: questions.map((question, index) => ({
      value: question.activeSeconds,
      name: index % every === 0 ? String(question.index) : "",
      words: questionWords(question),
      tone: toneOf(question.activeSeconds / question.targetSeconds),
    })),
    target: { at: targetSeconds, from: targetSeconds * 0.9, to: targetSeconds * 1.1 },
  };
}

/** How many of the questions are in the target band. */
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
