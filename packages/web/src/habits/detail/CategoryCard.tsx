import { createEffect, createMemo, For, type JSX, on, Show } from "solid-js";
import { type CategoryRowFragment, HabitCategoriesDocument } from "../../generated/graphql.ts";
import { counted } from "../../lib/count-words.ts";
import { followQuery } from "../../lib/data/query.ts";
import { minutesWords } from "../habit-words.ts";
import { useHabits } from "../habits-context.ts";
import { averageWords } from "../week/day-words.ts";

/** Minutes by category, archived habits included. Renders nothing if no habit has a category. */
export function CategoryCard(): JSX.Element {
  const query = followQuery(HabitCategoriesDocument, () => ({}));
  const { revision, today } = useHabits();
  createEffect(on([revision, today], () => query.refetch(), { defer: true }));
  const viewer = () => query.data?.viewer;
  const spans = createMemo(() => [viewer()?.week ?? [], viewer()?.fourWeeks ?? [], viewer()?.year ?? []]);
  // Ordered by the year's sums: the largest comes first, and a single week does not reorder the rows.
  const rows = () => viewer()?.year ?? [];
  const hasCategory = () => rows().some(({ name }) => name !== null);
  return (
    <Show when={hasCategory()}>
      <section data-ui="card" data-flush aria-labelledby="categories-h">
        <header>
          <h2 id="categories-h">By category</h2>
        </header>
        <section data-ui="scroll" tabindex="0" aria-label="Table of categories">
          <table data-ui="table" data-table="categories">
            <thead>
              <tr>
                <th scope="col">Category</th>
                <th scope="col" data-num>
                  7 days
                </th>
                <th scope="col" data-num>
                  4 weeks
                </th>
                <th scope="col" data-num>
                  12 months
                </th>
              </tr>
            </thead>
            <tbody>
              <For each={rows()}>
                {(row) => (
                  <tr>
                    <th scope="row">
                      {row.name ?? "No category"}
                      <small>{counted(row.habitCount, "habit")}</small>
                    </th>
                    <For each={spans()}>
                      {(span) => <Sum row={span.find(({ name }) => name === row.name)} />}
                    </For>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </section>
      </section>
    </Show>
  );
}

function Sum(props: { readonly row: CategoryRowFragment | undefined }) {
  return (
    <td data-num>
      {minutesWords(props.row?.totalMinutes ?? 0)}
      <small>
        {props.row?.hasEnoughData
          ? `${averageWords(props.row.averageMinutesPerDay)} min a day`
          : "Not enough yet"}
      </small>
    </td>
  );
}
