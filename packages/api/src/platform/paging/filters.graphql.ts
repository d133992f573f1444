import type { InputFieldBuilder } from "../mutation.graphql.ts";

// Fields that the filters of several lists share. `filters.ts` says what they mean.

/** The field `updatedSince`. */
export function updatedSince(t: InputFieldBuilder) {
  return t.field({
    type: "DateTime",
    description:
      "Only those whose `updatedAt` is this instant or later: what a client with older copies lacks.",
  });
}

/** The field `deleted`. @param what the entries, such as "tasks" */
export function deleted(t: InputFieldBuilder, what: string) {
  return t.boolean({
    description: `True: only deleted ${what} that can still be restored; otherwise only those that are not deleted.`,
  });
}

/** The fields `from` and `to`. @param what the entries by their dates, such as "Sessions that started on" */
export function dates(t: InputFieldBuilder, what: string) {
  return {
    from: t.field({ type: "Date", description: `${what} this local date or later.` }),
    to: t.field({ type: "Date", description: `${what} this local date or earlier.` }),
  };
}
