import { createEffect, createSignal, For, Match, on, Show, Switch } from "solid-js";
import { ArchivedHabitsDocument, type ArchivedHabitsQuery } from "../generated/graphql.ts";
import { counted } from "../lib/count-words.ts";
import { followWholeList } from "../lib/data/lists/follow-whole-list.ts";
import { FaultNotice } from "../ui/FaultNotice.tsx";
import { Icon } from "../ui/Icon.tsx";
import { colourOf, goalWords } from "./habit-words.ts";
import { useHabits } from "./habits-context.ts";

type Archived = NonNullable<ArchivedHabitsQuery["viewer"]>["habits"]["nodes"][number];

/** Archived habits, which keep their logs. Fetched when the section is first opened. */
export function ArchivedHabits() {
  const state = useHabits();
  const [wanted, setWanted] = createSignal(false);
  const query = followWholeList(
    ArchivedHabitsDocument,
    () => (wanted() ? {} : null),
    ({ viewer }) => viewer?.habits,
  );
  createEffect(on(state.revision, () => wanted() && query.refetch(), { defer: true }));
  return (
    <details data-part="archived" onToggle={(event) => event.currentTarget.open && setWanted(true)}>
      <summary>Archived</summary>
      <Switch fallback={<p data-part="none">Loading …</p>}>
        <Match when={query.rows?.length}>
          <ul aria-label="Archived habits">
            <For each={query.rows}>{(habit) => <ArchivedRow habit={habit} />}</For>
          </ul>
        </Match>
        <Match when={query.rows}>
          <p data-part="none">None.</p>
        </Match>
        <Match when={!state.offline() && query.fault}>
          {(fault) => <FaultNotice fault={fault()} onRetry={query.refetch} />}
        </Match>
        <Match when={query.fault}>
          <p data-part="none">Can’t reach the server, so archived habits can’t be shown.</p>
        </Match>
      </Switch>
    </details>
  );
}

function ArchivedRow(props: { readonly habit: Archived }) {
  const { acts, offline } = useHabits();
  const words = (of: string) =>
    offline() ? `${of} ${props.habit.name}: needs the server` : `${of} ${props.habit.name}`;
  return (
    <li style={{ "--habit": colourOf(props.habit) }}>
      <i />
      <span>
        <b>{props.habit.name}</b>
        <small>
          {goalWords(props.habit)} · {counted(props.habit.logCount, "log")}
        </small>
      </span>
      <button
        type="button"
        data-ui="button"
        data-size="s"
        aria-label={words("Restore")}
        aria-disabled={offline() || undefined}
        onClick={() => !offline() && void acts.takeBack(props.habit)}
      >
        <Show when={offline()} fallback="Restore">
          Needs the server
        </Show>
      </button>
      <button
        type="button"
        data-ui="button"
        data-tone="quiet"
        data-icon
        aria-label={words("Delete")}
        aria-disabled={offline() || undefined}
        onClick={() => !offline() && acts.askToDelete(props.habit)}
      >
        <Icon name="trash" />
      </button>
    </li>
  );
}
