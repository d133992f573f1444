import { seconds, secondsOrNull } from "../platform/lengths.ts";
import { ownedNode } from "../platform/owned-node.graphql.ts";
import "./scopes.ts";
import { runningMs } from "./timers/runs.ts";
import { TimerType } from "./timers/timer.graphql.ts";

export const TaskType = ownedNode("Task", {
  description: "Something to do, with a timer of its own.",
  anyScope: ["read", "timers:write"],
  where: { deletedAt: null },
  fields: (t) => ({
    version: t.exposeInt("version", {
      description:
        "Grows with every change of the task itself, not with its timer's: of two answers the higher one is newer.",
    }),
    title: t.exposeString("title", { description: "1–200 characters." }),
    description: t.exposeString("description", {
      authScopes: { anyScope: ["read"] },
      description: "At most 5,000 characters; may be empty. Takes the scope `read`.",
    }),
    position: t.exposeInt("position", {
      description:
        "Its place among the person's open tasks, from 0 without holes; of a completed one, the place it had.",
    }),
    timerSeconds: t.float({
      nullable: true,
      description:
        "How long its timer runs where a start says nothing, which is its estimate; null: none was said.",
      resolve: ({ lengthMs }) => secondsOrNull(lengthMs),
    }),
    ranSeconds: t.float({
      description: "How long its timer has run in all, up to now; pauses and breaks do not count.",
      select: { timer: true },
      resolve: ({ ranMs, timer }, _args, { now }) =>
        seconds(
          ranMs +
            (timer && timer.phase !== "SHORT_BREAK" && timer.phase !== "LONG_BREAK"
              ? runningMs(timer, now())
              : 0),
        ),
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was made." }),
    completedAt: t.expose("completedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was completed; null while it is open.",
    }),
    timer: t.prismaField({
      type: TimerType,
      description: "Its countdown.",
      select: (_args, _context, nested) => ({ timer: nested() }),
      resolve: (_query, { timer }) => {
        // Made with the task, and gone with it alone.
        if (!timer) throw new Error("A task without a timer");
        return timer;
      },
    }),
    runs: t.relatedConnection("runs", {
      cursor: "id",
      authScopes: { anyScope: ["read"] },
      description: "The runs of its timer, newest first. Takes the scope `read`.",
      query: { orderBy: [{ startedAt: "desc" }, { id: "desc" }] },
    }),
  }),
});
