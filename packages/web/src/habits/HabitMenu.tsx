import { type JSX, Show } from "solid-js";
import type { HabitRowFragment } from "../generated/graphql.ts";
import { Icon } from "../ui/Icon.tsx";
import { MoreMenu } from "../ui/MoreMenu.tsx";
import { HabitIcon } from "./HabitIcon.tsx";
import { useHabits } from "./habits-context.ts";

/** The actions on a habit itself. @param props.children buttons to list above them */
export function HabitMenu(props: {
  readonly habit: Pick<HabitRowFragment, "id" | "name">;
  readonly children?: JSX.Element;
}) {
  const state = useHabits();
  const place = () => (state.habits ?? []).findIndex(({ id }) => id === props.habit.id);
  const last = () => (state.habits ?? []).length - 1;
  return (
    <MoreMenu id={`habit-menu-${props.habit.id}`} label={`More for ${props.habit.name}`}>
      <Show when={props.children}>
        {props.children}
        <hr />
      </Show>
      <button type="button" disabled={state.offline()} onClick={() => state.acts.edit(props.habit.id)}>
        <HabitIcon name="edit" />
        Edit …
      </button>
      <button
        type="button"
        disabled={state.offline() || place() <= 0}
        onClick={() => state.acts.move(props.habit.id, -1)}
      >
        <HabitIcon name="up" />
        Move up
      </button>
      <button
        type="button"
        disabled={state.offline() || place() === last()}
        onClick={() => state.acts.move(props.habit.id, 1)}
      >
        <HabitIcon name="down" />
        Move down
      </button>
      <hr />
      <button type="button" disabled={state.offline()} onClick={() => void state.acts.archive(props.habit)}>
        <HabitIcon name="archive" />
        Archive
      </button>
      <button
        type="button"
        data-tone="danger"
        disabled={state.offline()}
        onClick={() => state.acts.askToDelete(props.habit)}
      >
        <Icon name="trash" />
        Delete …
      </button>
    </MoreMenu>
  );
}
