import type { TimerAction } from "@pacekeeper/domain/tasks/timer";
import { readTimers } from "@pacekeeper/domain/tasks/watched-timers";
import { button, write } from "../view/dom.ts";
import { type Card, type CardReading, createCard } from "./card.ts";
import { arrange, part } from "./parts.ts";
import type { More } from "./press.ts";
import { untilNextSecond } from "./reading.ts";
import { createTaskList } from "./task-list.ts";
import { type Known, known } from "./timers-state.ts";

/** The face's callbacks. */
export interface Wishes {
  ask(taskId: string, action: TimerAction, more: More): void;
  /** Refetches the tasks after the search changed. */
  refresh(): void;
  /** Requests a new token from the tracker; missing if the tracker's address is unknown. */
  readonly connect: (() => void) | null | undefined;
}

/** The elements of the timers' face, and a way to redraw them. */
export interface Face {
  readonly children: readonly HTMLElement[];
  /** @returns milliseconds until the next visible change; null if nothing moves */
  draw(): number | null;
}

/** The active timers, error messages, and the tasks that can be started. */
export function createFace(wishes: Wishes): Face {
  const cards = new Map<string, Card>();
  const list = part("div", "cards");
  const none = part("span", "none", "No timer is running.");
  const note = part("p", "note");
  const again = button("", () => wishes.connect?.(), "Connect again");
  const said = part("span", "said");
  const tasks = createTaskList(
    (taskId, seconds) => wishes.ask(taskId, "start", seconds === undefined ? {} : { seconds }),
    wishes.refresh,
  );
  let running: readonly string[] = [];
  again.dataset.part = "again";
  note.role = said.role = "status";

  function draw() {
    const { ahead, isBarred, heard } = known;
    const now = Date.now() + (ahead ?? 0);
    const readings = readTimers(heard.values(), now);
    const watched = new Set(readings.map(({ timer }) => timer.task.id));
    for (const id of cards.keys()) if (!watched.has(id)) cards.delete(id);
    arrange(
      list,
      readings.map((reading) => {
        const { id } = reading.timer.task;
        const card = cards.get(id) ?? createCard((action, more) => wishes.ask(id, action, more));
        cards.set(id, card);
        card.draw(reading, (instant) => clockTime(instant - (ahead ?? 0)));
        return card.element;
      }),
    );
    tasks.draw(watched);
    sayEnds(readings);
    list.hidden = isBarred || readings.length === 0;
    none.hidden = isBarred || ahead === null || readings.length > 0;
    again.hidden = !isBarred || !wishes.connect;
    write(note, noteOf(known, Boolean(wishes.connect)));
    return isBarred ? null : untilNextSecond(readings);
  }

  /** Announces once to screen readers that a run is over. */
  function sayEnds(readings: readonly CardReading[]) {
    const over = readings.filter(({ state, timer }) => state === "over" && running.includes(timer.task.id));
    if (over.length > 0) write(said, `${over.map(({ timer }) => timer.task.title).join(", ")}: time’s up.`);
    running = readings.filter(({ state }) => state === "running").map(({ timer }) => timer.task.id);
  }
  return { children: [list, none, note, again, tasks.element, said], draw };
}

function noteOf({ ahead, fault, isBarred }: Known, canConnect: boolean): string {
  const isUnknown = ahead === null;
  if (isBarred) {
    const way = canConnect
      ? "Connect it again."
      : "Disconnect it in the menu, and connect it with a new code.";
    return `This widget may not use timers yet. ${way}`;
  }
  if (!fault) return isUnknown ? "Loading" : "";
  return isUnknown
    ? `${fault}. Timers need the server.`
    : `${fault}. Counting continues; buttons need the server.`;
}

/** "14:39", by this device's clock. */
function clockTime(instant: number): string {
  return new Date(instant).toTimeString().slice(0, 5);
}
