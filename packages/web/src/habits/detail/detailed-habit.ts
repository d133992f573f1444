import type { HabitDetailQuery } from "../../generated/graphql.ts";

/** A habit with everything that its card shows. */
export type DetailedHabit = NonNullable<NonNullable<HabitDetailQuery["viewer"]>["habit"]>;
