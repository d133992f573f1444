import { createSignal, For, Show } from "solid-js";
import {
  type HabitRowFragment,
  type HabitSource,
  LinkableTasksDocument,
  type LinkHabitInput,
} from "../../generated/graphql.ts";
import { refusedOf } from "../../lib/data/mutate.ts";
import { followQuery } from "../../lib/data/query.ts";
import { FreshDialog } from "../../ui/FreshDialog.tsx";
import { ActButton } from "../../ui/form/ActButton.tsx";
import { type Act, createAct } from "../../ui/form/act.ts";
import { RefusalNotice } from "../../ui/form/RefusalNotice.tsx";
import type { DetailedHabit } from "../detail/detailed-habit.ts";
import { useHabits } from "../habits-context.ts";

type Links = DetailedHabit["links"];

interface LinksProps {
  readonly habit: Pick<HabitRowFragment, "id" | "name">;
  readonly links: Links;
}

/** The sources that are logged to a habit automatically. */
export function LinksDialog(props: LinksProps & { readonly isOpen: boolean; readonly onClose: () => void }) {
  return (
    <FreshDialog
      id="habit-links"
      title="What counts automatically"
      isOpen={props.isOpen}
      onClose={props.onClose}
    >
      <Links habit={props.habit} links={props.links} />
    </FreshDialog>
  );
}

function Links(props: LinksProps) {
  const { changes } = useHabits();
  // One each: while one change is being saved, the others can be made.
  const acts = { WORK_SESSIONS: createAct(), TIMERS: createAct(), TASK: createAct() };
  const failure = () => acts.WORK_SESSIONS.failure() ?? acts.TIMERS.failure() ?? acts.TASK.failure();
  const ofSource = (source: HabitSource) => props.links.find((link) => link.source === source);
  const add = async (input: Omit<LinkHabitInput, "habitId">) =>
    refusedOf(await changes.link({ ...input, habitId: props.habit.id }))?.words ?? null;
  const remove = async (id: string) => refusedOf(await changes.unlink({ id }))?.words ?? null;
  const set = (source: HabitSource, wanted: boolean) =>
    acts[source].run(async () => {
      const link = ofSource(source);
      if (wanted) return add({ source });
      return link ? remove(link.id) : null;
    });

  return (
    <div data-part="links">
      <p data-quiet>
        Whatever ends from now on is logged to {props.habit.name} automatically, to the nearest minute, on the
        day it began.
      </p>
      <RefusalNotice words={failure()} />
      <SourceSwitch
        label="Work sessions"
        isFirst
        help="Their active time"
        isOn={ofSource("WORK_SESSIONS") !== undefined}
        onChange={(wanted) => set("WORK_SESSIONS", wanted)}
      />
      <SourceSwitch
        label="Every timer"
        help="The time that all timers ran, without breaks"
        isOn={ofSource("TIMERS") !== undefined}
        onChange={(wanted) => set("TIMERS", wanted)}
      />
      <TaskLinks
        links={props.links}
        act={acts.TASK}
        onAdd={(taskId) => acts.TASK.run(() => add({ source: "TASK", taskId }))}
        onRemove={(id) => acts.TASK.run(() => remove(id))}
      />
    </div>
  );
}

function SourceSwitch(props: {
  readonly label: string;
  readonly help: string;
  readonly isOn: boolean;
  /** Whether it has the focus when the dialog opens. */
  readonly isFirst?: boolean;
  /** @returns whether the server accepted the change */
  readonly onChange: (wanted: boolean) => Promise<boolean>;
}) {
  const { offline } = useHabits();
  async function change(input: HTMLInputElement) {
    const taken = await props.onChange(input.checked);
    // A refused change is reverted.
    if (!taken) input.checked = props.isOn;
  }
  return (
    <label data-ui="switch">
      <span>
        {props.label}
        <small>{offline() ? "Needs the server" : props.help}</small>
      </span>
      <input
        type="checkbox"
        role="switch"
        autofocus={props.isFirst}
        checked={props.isOn}
        aria-checked={props.isOn}
        disabled={offline()}
        onChange={(event) => void change(event.currentTarget)}
      />
    </label>
  );
}

function TaskLinks(props: {
  readonly links: Links;
  readonly act: Act;
  readonly onAdd: (taskId: string) => Promise<boolean>;
  readonly onRemove: (id: string) => Promise<boolean>;
}) {
  const { offline } = useHabits();
  const query = followQuery(LinkableTasksDocument, () => ({}));
  const [chosen, setChosen] = createSignal("");
  const linked = () => props.links.filter(({ source }) => source === "TASK");
  const free = () =>
    (query.data?.viewer?.tasks.nodes ?? []).filter(({ id }) => !linked().some(({ task }) => task?.id === id));
  const none = () => {
    if (query.data === undefined) return "Loading …";
    return free().length === 0 ? "No other open tasks" : "Choose a task …";
  };
  async function add() {
    const taskId = chosen();
    if (taskId !== "" && (await props.onAdd(taskId))) setChosen("");
  }
  return (
    <>
      <div data-ui="field">
        <label for="link-task">Timers of individual tasks</label>
        <div data-ui="input-group">
          <select
            data-ui="select"
            id="link-task"
            value={chosen()}
            disabled={offline()}
            onChange={(event) => setChosen(event.currentTarget.value)}
          >
            <option value="">{none()}</option>
            <For each={free()}>{(task) => <option value={task.id}>{task.title}</option>}</For>
          </select>
          <ActButton act={props.act} isDisabled={chosen() === ""} onPress={() => void add()}>
            Add
          </ActButton>
        </div>
      </div>
      <Show when={linked().length > 0}>
        <ul data-part="logs" aria-label="Tasks that count">
          <For each={linked()}>
            {(link) => (
              <li>
                <span>{link.task?.title ?? "A deleted task"}</span>
                <button
                  type="button"
                  data-ui="button"
                  data-size="s"
                  aria-label={`Remove ${link.task?.title ?? "the deleted task"}`}
                  aria-disabled={offline() || undefined}
                  onClick={() => void props.onRemove(link.id)}
                >
                  Remove
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </>
  );
}
