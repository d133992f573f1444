import { ALLOWED_ACTIONS, type TimerAction, timerAt } from "@pacekeeper/domain/tasks/timer";
import { stateOf } from "@pacekeeper/domain/tasks/told-timer";
import { type Accessor, createMemo, Show } from "solid-js";
import { announce } from "../../lib/announcer.ts";
import { useServices } from "../../lib/data/services.ts";
import { clockTime } from "../../lib/time/local-time.ts";
import { Icon } from "../../ui/Icon.tsx";
import { MoreMenu } from "../../ui/MoreMenu.tsx";
import { IconButton } from "../IconButton.tsx";
import { passFocusOn } from "../pass-focus-on.ts";
import { TaskIcon } from "../TaskIcon.tsx";
import { useTasks } from "../tasks-context.ts";
import type { LiveTimer } from "./live-timers-context.ts";
import { clockPhase, createSecondHand } from "./second-hand.ts";
import { TimerRing } from "./TimerRing.tsx";
import { nextPhase, viewOf } from "./timer-view.ts";

const MINUTE = 60;

/** The card of a countdown. Its keys work while it has the focus. */
export function TimerCard(props: { readonly timer: LiveTimer }) {
  const { changes, offline, plan, presses, showHistory } = useTasks();
  const { clock } = useServices();
  const now = createSecondHand(clock, () => clockPhase(props.timer));
  const state = createMemo(() => timerAt(stateOf(props.timer), now()));
  const view = createMemo(() => viewOf(props.timer, now(), clockTime, plan()));
  let card: HTMLElement | undefined;
  passFocusOn(() => card);
  const title = () => props.timer.task.title;
  const may = (action: TimerAction) => ALLOWED_ACTIONS[state().status].includes(action);
  const next = () => (state().status === "COMPLETED" ? nextPhase(props.timer, plan()) : null);

  const extend = (minutes: number) => {
    if (!may("extend")) return;
    presses.extend(props.timer, minutes * MINUTE);
    announce(`${minutes} minutes added to ${title()}.`);
  };
  function pauseOrResume() {
    if (may("pause")) {
      presses.pause(props.timer);
      announce(`${title()} is paused.`);
    } else if (may("resume")) {
      presses.resume(props.timer);
      announce(`${title()} is running again.`);
    }
  }
  function stop() {
    // After its end a timer can only be reset, which stops the counting.
    if (may("stop")) presses.stop(props.timer);
    else if (may("reset")) presses.reset(props.timer);
    announce(`${title()} is stopped.`);
  }
  // Wait for pending presses: a start that arrived after the completion would be refused.
  const complete = () => void changes.complete(props.timer.task, presses.answered(props.timer));
  /** The task's own length, else the length of the last run. */
  const again = () => props.timer.task.timerSeconds ?? props.timer.lengthSeconds;
  function startAgain() {
    const seconds = again();
    if (seconds === null || !may("start")) return;
    void presses.press(props.timer, { action: "start", seconds, phase: null, worksDone: 0 });
    announce(`${title()} is running again.`);
  }
  function startNext() {
    const following = next();
    if (!following) return;
    const { phase: begins, seconds, worksDone } = following;
    void presses.press(props.timer, { action: "start", seconds, phase: begins, worksDone });
  }
  function onKey(event: KeyboardEvent) {
    if (offline() || event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
    const isOnCard = event.target === event.currentTarget;
    const act = keyed(event.key, isOnCard);
    if (!act) return;
    event.preventDefault();
    act();
  }
  function keyed(key: string, isOnCard: boolean): (() => void) | undefined {
    // A button inside the card handles Space and Enter itself.
    if (key === "+") return () => extend(5);
    if (key.toLowerCase() === "s") return stop;
    if (!isOnCard) return undefined;
    if (key === " ") return pauseOrResume;
    return key === "Enter" ? complete : undefined;
  }

  return (
    <Show when={view()}>
      {(shown: Accessor<NonNullable<ReturnType<typeof view>>>) => (
        <article
          ref={card}
          data-ui="card"
          data-part="timer-card"
          data-state={shown().state}
          data-struck={changes.isStruck(props.timer.task.id) || undefined}
          aria-label={title()}
          tabindex="0"
          onKeyDown={onKey}
        >
          <header>
            <h3 title={title()}>{title()}</h3>
            <MoreMenu id={`more-${props.timer.id}`} label={`More for ${title()}`} small>
              <AddMinutes minutes={1} onPress={extend} disabled={offline()} />
              <AddMinutes minutes={5} onPress={extend} disabled={offline()} />
              <AddMinutes minutes={10} onPress={extend} disabled={offline()} />
              <hr />
              <Show when={may("start") && again() !== null}>
                <button type="button" disabled={offline()} onClick={startAgain}>
                  <Icon name="play" />
                  Start again
                </button>
              </Show>
              <button type="button" disabled={offline()} onClick={complete}>
                <Icon name="tick" />
                Complete the task
              </button>
              <button type="button" onClick={() => showHistory(props.timer.task.id)}>
                <TaskIcon name="history" />
                History
              </button>
              <hr />
              <button
                type="button"
                data-tone="danger"
                disabled={offline()}
                onClick={() => void changes.remove(props.timer.task, presses.answered(props.timer))}
              >
                <Icon name="trash" />
                Delete
              </button>
            </MoreMenu>
          </header>
          <TimerRing view={shown()} />
          <p>
            <span data-ui="badge" data-state={shown().state}>
              {shown().badge}
            </span>
          </p>
          <footer>
            <Show when={next()}>
              {(following) => (
                <button
                  type="button"
                  data-ui="button"
                  data-size="s"
                  aria-disabled={offline() || undefined}
                  onClick={() => !offline() && startNext()}
                >
                  {following().words}
                </button>
              )}
            </Show>
            <IconButton
              label={`Add 5 minutes to ${title()}`}
              keys="+"
              offline={offline()}
              onPress={() => extend(5)}
            >
              <Icon name="plus" />
            </IconButton>
            <Show
              when={shown().state !== "overrun"}
              fallback={
                <IconButton label={`Complete ${title()}`} keys="Enter" offline={offline()} onPress={complete}>
                  <Icon name="tick" />
                </IconButton>
              }
            >
              <IconButton
                label={`${may("pause") ? "Pause" : "Resume"} ${title()}`}
                keys="Space"
                offline={offline()}
                onPress={pauseOrResume}
              >
                <Icon name={may("pause") ? "pause" : "play"} />
              </IconButton>
            </Show>
            <IconButton label={`Stop ${title()}`} keys="S" offline={offline()} onPress={stop}>
              <Icon name="stop" />
            </IconButton>
          </footer>
        </article>
      )}
    </Show>
  );
}

function AddMinutes(props: {
  readonly minutes: number;
  readonly disabled: boolean;
  readonly onPress: (minutes: number) => void;
}) {
  return (
    <button type="button" disabled={props.disabled} onClick={() => props.onPress(props.minutes)}>
      <Icon name="plus" />
      Add {props.minutes} {props.minutes === 1 ? "minute" : "minutes"}
    </button>
  );
}
