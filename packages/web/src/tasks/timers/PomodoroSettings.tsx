import { FEWEST_WORKS, MOST_WORKS } from "@pacekeeper/domain/tasks/pomodoro";
import { Show } from "solid-js";
import {
  type PlanFragment,
  UpdatePomodoroPlanDocument,
  type UpdatePomodoroPlanInput,
} from "../../generated/graphql.ts";
import { useServices } from "../../lib/data/services.ts";
import { createFieldSaver } from "../../ui/form/field-saver.ts";
import { type Reading, TextSetting } from "../../ui/form/TextSetting.tsx";
import { timeOfDay } from "../task-words.ts";
import { useTasks } from "../tasks-context.ts";
import { LENGTH_HELP, lengthWords, readLength, writeLength } from "./length-words.ts";

type Read = Reading<UpdatePomodoroPlanInput>;

/** Settings for work and breaks. Each field saves automatically. */
export function PomodoroSettings() {
  const { offline, plan } = useTasks();
  return (
    <Show when={plan()}>
      {(present) => (
        <details data-part="done" data-kind="pomodoro">
          <summary>
            Pomodoro <span data-faint>{planLine(present())}</span>
          </summary>
          <div data-part="plan">
            <PlanLength
              id="plan-work"
              label="Work"
              seconds={present().workSeconds}
              input={(workSeconds) => ({ workSeconds })}
            />
            <PlanLength
              id="plan-short"
              label="Short break"
              seconds={present().shortBreakSeconds}
              input={(shortBreakSeconds) => ({ shortBreakSeconds })}
            />
            <PlanLength
              id="plan-long"
              label="Long break"
              seconds={present().longBreakSeconds}
              input={(longBreakSeconds) => ({ longBreakSeconds })}
            />
            <TextSetting
              id="plan-every"
              label="Work phases before a long break"
              value={String(present().longBreakEvery)}
              document={UpdatePomodoroPlanDocument}
              inputMode="numeric"
              offline={offline()}
              read={readWorks}
            />
            <StartsNext isOn={present().startsNext} />
          </div>
        </details>
      )}
    </Show>
  );
}

function planLine(plan: PlanFragment): string {
  return `${lengthWords(plan.workSeconds)} work, ${lengthWords(plan.shortBreakSeconds)} break`;
}

function readWorks(text: string): Read {
  const longBreakEvery = Number(text.trim());
  const isRight =
    /^\d{1,2}$/.test(text.trim()) && longBreakEvery >= FEWEST_WORKS && longBreakEvery <= MOST_WORKS;
  return isRight
    ? { value: { longBreakEvery } }
    : { refusal: `Write a whole number from ${FEWEST_WORKS} to ${MOST_WORKS}.` };
}

function PlanLength(props: {
  readonly id: string;
  readonly label: string;
  readonly seconds: number;
  readonly input: (seconds: number) => UpdatePomodoroPlanInput;
}) {
  const { clock } = useServices();
  const { offline } = useTasks();
  const read = (text: string): Read => {
    const length = readLength(text, timeOfDay(clock.now()));
    if ("refusal" in length) return length;
    return length.seconds === null ? { refusal: LENGTH_HELP } : { value: props.input(length.seconds) };
  };
  return (
    <TextSetting
      id={props.id}
      label={props.label}
      value={writeLength(props.seconds)}
      document={UpdatePomodoroPlanDocument}
      offline={offline()}
      read={read}
    />
  );
}

function StartsNext(props: { readonly isOn: boolean }) {
  const { offline } = useTasks();
  const saver = createFieldSaver(UpdatePomodoroPlanDocument);
  const said = () => {
    const { kind, words } = saver.state();
    return kind === "saved" ? "Saved" : words;
  };
  async function change(box: HTMLInputElement) {
    // Revert a refused change.
    if (!(await saver.save({ startsNext: box.checked }))) box.checked = props.isOn;
  }
  return (
    <label data-ui="switch">
      <span>
        Start the next phase automatically{" "}
        <span role="status" data-part="saved">
          {said()}
        </span>
        <small>Until the long break ends. Otherwise the timer offers a button for it.</small>
      </span>
      <input
        type="checkbox"
        role="switch"
        checked={props.isOn}
        aria-checked={props.isOn}
        disabled={offline()}
        onChange={(event) => void change(event.currentTarget)}
      />
    </label>
  );
}
