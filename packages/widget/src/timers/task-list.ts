import { button, write } from "../view/dom.ts";
import { createMinutes } from "./minutes.ts";
import { arrange, part } from "./parts.ts";
import { lengthWords } from "./reading.ts";
import { known, learn, type OpenTask } from "./timers-state.ts";

const TYPING_MS = 250;
/** Up to this many tasks need no search field. */
const FEW = 5;

/** The open tasks without an active timer, each a button that starts the task. */
export interface TaskList {
  readonly element: HTMLElement;
  /** @param watched ids of the tasks with a timer on the screen */
  draw(watched: ReadonlySet<string>): void;
}

/**
 * @param start called with a task and a length in seconds; undefined for the task's own length
 * @param refresh refetches the tasks after the search changed
 */
export function createTaskList(
  start: (taskId: string, seconds?: number) => void,
  refresh: () => void,
): TaskList {
  const rows = new Map<string, Row>();
  const head = part("small", "head", "Start a task");
  const search = part("input", "search");
  const none = part("p", "none");
  const list = part("div", "list");
  const element = part("div", "tasks", head, search, none, list);
  let asking: string | null = null;
  let typing: ReturnType<typeof setTimeout>;

  search.type = "search";
  search.placeholder = search.ariaLabel = "Find a task";
  search.oninput = () => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      learn({ search: search.value.trim() });
      refresh();
    }, TYPING_MS);
  };

  function pick({ id, timerSeconds }: OpenTask) {
    if (known.fault) return;
    if (timerSeconds !== null) return start(id);
    asking = asking === id ? null : id;
    learn({ refusal: null });
    if (asking) rows.get(id)?.minutes.ask();
  }

  function draw(watched: ReadonlySet<string>) {
    const tasks = known.tasks.filter(({ id }) => !watched.has(id));
    for (const id of rows.keys()) if (!tasks.some((task) => task.id === id)) rows.delete(id);
    if (asking !== null && !rows.has(asking)) asking = null;
    const shown = tasks.map((task) => {
      const row =
        rows.get(task.id) ??
        createRow(pick, start, () => {
          asking = null;
          learn({});
        });
      rows.set(task.id, row);
      row.draw(task, asking === task.id);
      return row.element;
    });
    arrange(list, shown);
    search.hidden = !(known.search || known.hasMore || known.tasks.length > FEW);
    head.hidden = tasks.length === 0 && search.hidden;
    write(none, emptyWords(tasks.length, watched.size));
    element.hidden = known.isBarred || (head.hidden && !none.textContent);
  }
  return { element, draw };
}

function emptyWords(count: number, watched: number): string {
  if (known.ahead === null || (count > 0 && !known.hasMore)) return "";
  if (count > 0) return "These are the first ones. Find others by name.";
  if (known.search) return "No open tasks match.";
  return watched > 0 ? "" : "No open tasks. Add one in your tracker.";
}

interface Row {
  readonly element: HTMLElement;
  readonly minutes: ReturnType<typeof createMinutes>;
  draw(task: OpenTask, isAsked: boolean): void;
}

/** @param cancel closes the form for the minutes */
function createRow(
  pick: (task: OpenTask) => void,
  start: (taskId: string, seconds: number) => void,
  cancel: () => void,
): Row {
  let shown: OpenTask | undefined;
  const title = part("span", "title");
  const length = part("small", "words");
  const choose = button("", () => shown && pick(shown), title, length);
  choose.dataset.part = "choose";
  const refusal = part("p", "refusal");
  const minutes = createMinutes(
    (seconds) => shown && start(shown.id, seconds),
    () => {
      cancel();
      choose.focus();
    },
  );
  const element = part("div", "task", choose, minutes.element, refusal);
  refusal.role = "alert";

  function draw(task: OpenTask, isAsked: boolean) {
    const own = task.timerSeconds === null ? "How long?" : lengthWords(task.timerSeconds);
    shown = task;
    write(title, task.title);
    title.title = task.title;
    write(length, known.fault ? "Needs the server" : own);
    write(refusal, known.refusal?.taskId === task.id ? known.refusal.words : "");
    choose.ariaLabel = `Start ${task.title}, ${length.textContent}`;
    choose.ariaDisabled = `${known.fault !== "" || known.pressed.includes(task.id)}`;
    if (task.timerSeconds === null) choose.ariaExpanded = `${isAsked}`;
    minutes.element.hidden = !isAsked;
  }
  return { element, minutes, draw };
}
