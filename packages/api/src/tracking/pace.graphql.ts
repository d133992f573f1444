import type { Interval } from "@pacekeeper/domain/time/interval";
import { PACE_SCALE, type Pace, type Totals } from "@pacekeeper/domain/tracking/pace";
import { builder } from "../platform/builder.ts";

const steps = Object.fromEntries(
  PACE_SCALE.map(({ level, below, label }, index) => {
    const from = PACE_SCALE[index - 1]?.below ?? 0;
    const range = Number.isFinite(below) ? `${from} ≤ ratio < ${below}` : `ratio ≥ ${from}`;
    return [level, { description: `${label}: ${range}.` }];
  }),
);

const PaceLevel = builder.enumType("PaceLevel", {
  description: "Steps of the ratio of average active time to target.",
  values: { NONE: { description: "No questions, or no target." }, ...steps } as Record<
    Pace["level"],
    { description: string }
  >,
});

export const PaceType = builder.objectRef<Pace>("Pace").implement({
  description: "The average active time compared with the target.",
  fields: (t) => ({
    level: t.expose("level", { type: PaceLevel, description: "The step." }),
    ratio: t.exposeFloat("ratio", {
      nullable: true,
      description: "Average active time ÷ average target; null without questions or with a target ≤ 0.",
    }),
    label: t.exposeString("label", { description: "The step in words, such as `on target`." }),
    emoji: t.exposeString("emoji", {
      description: "The step as users of the original tracker know it, such as 💜✅.",
    }),
    score: t.exposeInt("score", {
      description: "0–100: round(100·e^(−1.2·|ratio − 1|)); 0 without questions.",
    }),
  }),
});

export const IntervalType = builder.objectRef<Interval>("Interval").implement({
  description: "A stretch of time; its end is exclusive.",
  fields: (t) => ({
    startedAt: t.expose("from", { type: "DateTime", description: "First instant." }),
    endedAt: t.expose("to", { type: "DateTime", description: "The instant after the last." }),
  }),
});

/** Average active milliseconds, null without questions. */
export function averageActiveMs({ activeMs, questionCount }: Totals): number | null {
  return questionCount === 0 ? null : activeMs / questionCount;
}

/** Average target in milliseconds; `otherwise` without questions. */
export function averageTargetMs({ targetMs, questionCount }: Totals, otherwise: number): number {
  return questionCount === 0 ? otherwise : targetMs / questionCount;
}
