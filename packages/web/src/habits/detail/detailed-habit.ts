import type { HabitDetailQuery } from "../../generated/graphql.ts";

/** A habit with all that its card shows. */
export type DetailedHabit = NonNullable<NonNullable<HabitDetailQuery["viewer"]>["habit"]>;
