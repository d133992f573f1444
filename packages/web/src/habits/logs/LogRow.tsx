import { createSignal, Match, onCleanup, Show, Switch } from "solid-js";
import type { LogRowFragment } from "../../generated/graphql.ts";
import { announce } from "../../lib/announcer.ts";
import { createVersionedSave } from "../../lib/edited-version.ts";
import { paths } from "../../lib/paths.ts";
import { Icon } from "../../ui/Icon.tsx";
import { HabitIcon } from "../HabitIcon.tsx";
import { minutesWords } from "../habit-words.ts";
import { useHabits } from "../habits-context.ts";
import { weekdayWords } from "../week/day-words.ts";
import type { DeletedLogs } from "./deleted-logs.ts";
import { LogForm } from "./LogForm.tsx";
import { createLogForm } from "./log-form.ts";

interface RowProps {
  readonly log: LogRowFragment;
  /** Zero-based position in the list. */
  readonly index: number;
  readonly deleted: DeletedLogs;
}

/** A log: displayed, being edited, or just deleted. */
export function LogRow(props: RowProps) {
  const { offline, today } = useHabits();
  const [isEdited, setEdited] = createSignal(false);
  const [refusal, setRefusal] = createSignal<string | null>(null);
  let row: HTMLLIElement | undefined;
  const named = () => `${minutesWords(props.log.minutes)} on ${weekdayWords(props.log.date, today())}`;
  // The pressed button is gone: its replacement takes the focus. The row itself may have been recreated meanwhile.
  const focusOn = (part: string) => {
    const { id } = props.log;
    queueMicrotask(() => {
      const heir = `[data-log="${CSS.escape(id)}"] [data-part="${part}"]`;
      document.querySelector<HTMLElement>(`dialog[open] ${heir}`)?.focus();
    });
  };
  onCleanup(() => {
    if (!row?.contains(document.activeElement)) return;
    const heirs = [row.nextElementSibling, row.previousElementSibling, row.closest("dialog")];
    queueMicrotask(() => {
      const heir = heirs.find((each) => each?.isConnected);
      if (document.activeElement === document.body) heir?.querySelector<HTMLElement>("button")?.focus();
    });
  });

  async function remove() {
    setRefusal(null);
    const done = props.deleted.remove(props.log, props.index);
    focusOn("undo");
    setRefusal(await done);
    if (refusal()) focusOn("delete");
  }
  async function restore() {
    const words = await props.deleted.restore(props.log);
    setRefusal(words);
    if (words === null) focusOn("delete");
  }
  function shown() {
    setEdited(false);
    focusOn("edit");
  }
  const words = (usual: string) => (offline() ? `${usual}: needs the server` : usual);

  return (
    <li ref={row} data-log={props.log.id}>
      <Switch>
        <Match when={props.deleted.isDeleted(props.log.id)}>
          <span data-quiet>{named()}: deleted</span>
          <button
            type="button"
            data-ui="button"
            data-size="s"
            data-part="undo"
            aria-label={`Undo: bring ${named()} back`}
            onClick={() => void restore()}
          >
            <Icon name="undo" small />
            Undo
          </button>
        </Match>
        <Match when={isEdited()}>
          <EditedLog log={props.log} onDone={shown} />
        </Match>
        <Match when={true}>
          <span>
            <b>{minutesWords(props.log.minutes)}</b> {weekdayWords(props.log.date, today())}
            <Origin log={props.log} />
            <Show when={props.log.note}>
              <small>{props.log.note}</small>
            </Show>
          </span>
          <button
            type="button"
            data-ui="button"
            data-tone="quiet"
            data-icon
            data-part="edit"
            aria-label={words(`Change ${named()}`)}
            aria-disabled={offline() || undefined}
            onClick={() => !offline() && setEdited(true)}
          >
            <HabitIcon name="edit" />
          </button>
          <button
            type="button"
            data-ui="button"
            data-tone="quiet"
            data-icon
            data-part="delete"
            aria-label={words(`Delete ${named()}`)}
            aria-disabled={offline() || undefined}
            onClick={() => !offline() && void remove()}
          >
            <Icon name="trash" />
          </button>
        </Match>
      </Switch>
      <Show when={refusal()}>{(why) => <small role="alert">{why()}</small>}</Show>
    </li>
  );
}

/** The source of an automatically created log. */
function Origin(props: { readonly log: LogRowFragment }) {
  return (
    <Switch>
      <Match when={props.log.origin === "WORK_SESSION" && props.log.sourceId}>
        {(id) => (
          <small>
            <a href={paths.session(id())}>Work session</a>
          </small>
        )}
      </Match>
      <Match when={props.log.origin === "WORK_SESSION"}>
        <small>Work session</small>
      </Match>
      <Match when={props.log.origin === "STOPWATCH"}>
        <small>Stopwatch</small>
      </Match>
      <Match when={props.log.origin === "TIMER"}>
        <small>Timer</small>
      </Match>
    </Switch>
  );
}

function EditedLog(props: { readonly log: LogRowFragment; readonly onDone: () => void }) {
  const { changes } = useHabits();
  const { id, date, minutes, note } = props.log;
  // A copy: the row itself follows the list.
  const savingVersion = createVersionedSave({ ...props.log }, "This log", editedOf);
  const state = createLogForm(
    { date, minutes: String(minutes), note: note ?? "" },
    (values) => savingVersion((expectedVersion) => changes.updateLog({ id, ...values, expectedVersion })),
    () => {
      props.onDone();
      announce("The log was changed.");
    },
  );
  return <LogForm id={`edit-${id}`} state={state} submit="Save" onCancel={props.onDone} />;
}

const editedOf = ({ date, minutes, note }: LogRowFragment) => [date, minutes, note];
