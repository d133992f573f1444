import type { StepRefusal } from "../tracking/session.ts";

/** What one tick (the model's millisecond) of a session was spent on. */
interface Tick {
  question: string;
  paused: boolean;
}

/** A question derived from the ticks; all times are in ticks. */
export interface TickedQuestion {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly active: number;
  readonly removed: boolean;
}

export type TickedEvent =
  | { readonly type: "NEXT" | "PAUSE" | "UNDO" | "EXIT" | "REOPEN"; readonly id: string; readonly at: number }
  | {
      readonly type: "REMOVE_QUESTION" | "RESTORE_QUESTION";
      readonly at: number;
      readonly questionId: string;
    };

/**
 * A second, slow implementation of a session's rules. Every tick since the start has a label: the question it belongs
 * to and whether it was a pause. UNDO and REOPEN rewrite labels. A question without a tick leaves no trace, which is
 * the rule that questions of zero length do not count.
 */
export class TickByTickSession {
  private ticks: Tick[] = [];
  private readonly removed = new Set<string>();
  current: { id: string; startedAt: number } | null;
  paused = false;
  private beforeExit: { current: { id: string; startedAt: number }; paused: boolean } | null = null;

  constructor(
    readonly startedAt: number,
    firstId: string,
  ) {
    this.current = { id: firstId, startedAt };
  }

  /** Applies an event. @returns the refusal, with nothing changed; null when it was applied */
  take(event: TickedEvent): StepRefusal | null {
    switch (event.type) {
      case "REMOVE_QUESTION":
      case "RESTORE_QUESTION":
        return this.correct(event.questionId, event.type === "REMOVE_QUESTION");
      case "REOPEN":
        return this.reopen(event.at);
      default:
        return this.drive(event.type, event.id, event.at);
    }
  }

  /** Closed questions in chronological order, including removed ones. */
  closed(): TickedQuestion[] {
    const ids = [...new Set(this.ticks.map(({ question }) => question))];
    return ids.filter((id) => id !== this.current?.id).map((id) => this.told(id));
  }

  /** Ticks of the running question outside of pauses. */
  activeOfCurrent(): number {
    return this.ticks.filter(({ question, paused }) => question === this.current?.id && !paused).length;
  }

  private told(id: string): TickedQuestion {
    const from = this.ticks.findIndex(({ question }) => question === id);
    const own = this.ticks.filter(({ question }) => question === id);
    const active = own.filter(({ paused }) => !paused).length;
    const start = this.startedAt + from;
    return { id, from: start, to: start + own.length, active, removed: this.removed.has(id) };
  }

  private drive(type: "NEXT" | "PAUSE" | "UNDO" | "EXIT", id: string, at: number): StepRefusal | null {
    if (!this.current) return "NotRunning";
    const back = this.closed().findLast(({ removed }) => !removed);
    if (type === "UNDO" && !back) return "NothingToUndo";
    this.spendUntil(at);
    if (type === "PAUSE") this.paused = !this.paused;
    else if (type === "UNDO" && back) this.takeBack(back);
    else if (type === "NEXT") this.become({ id, startedAt: at }, false);
    else {
      this.beforeExit = { current: this.current, paused: this.paused };
      this.become(null, false);
    }
    return null;
  }

  private takeBack(back: TickedQuestion): void {
    for (const tick of this.ticks.slice(back.from - this.startedAt)) {
      // The questions in between were removed: their time counts as pause.
      if (tick.question !== back.id && tick.question !== this.current?.id) tick.paused = true;
      tick.question = back.id;
    }
    this.become({ id: back.id, startedAt: back.from }, false);
  }

  private reopen(at: number): StepRefusal | null {
    if (this.current || !this.beforeExit) return "NotEnded";
    const { current, paused } = this.beforeExit;
    for (const tick of this.ticks) {
      if (tick.question === current.id && this.removed.has(current.id)) tick.paused = true;
    }
    this.removed.delete(current.id);
    this.become(current, paused);
    this.spendUntil(at);
    return null;
  }

  private correct(questionId: string, removed: boolean): StepRefusal | null {
    const question = this.closed().find(({ id }) => id === questionId);
    if (!question || question.removed === removed) return "NoSuchQuestion";
    if (removed) this.removed.add(questionId);
    else this.removed.delete(questionId);
    return null;
  }

  private become(current: { id: string; startedAt: number } | null, paused: boolean): void {
    this.current = current;
    this.paused = paused;
    if (current) this.beforeExit = null;
  }

  /** Labels the ticks since the last event. An ended session has no more ticks. */
  private spendUntil(at: number): void {
    const { current, paused } = this;
    while (current && this.startedAt + this.ticks.length < at)
      this.ticks.push({ question: current.id, paused });
  }
}
