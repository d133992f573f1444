import { ownedKey } from "../platform/access.ts";
import { builder } from "../platform/builder.ts";
import { seconds, secondsOrNull } from "../platform/lengths.ts";
import "./scopes.ts";
import { runningMs } from "./timers/runs.ts";
import { TimerType } from "./timers/timer.graphql.ts";

export const TaskType = builder.prismaNode("Task", {
  // Not there is an answer, not a fault.
  nullable: true,
  description: "Something to do, with a timer of its own.",
  id: { field: "id", description: "The global id." },
  authScopes: { anyScope: ["read", "timers:write"] },
  runScopesOnType: true,
  findUnique: (id, { viewer }) => ({ userId_id: ownedKey(viewer, id), deletedAt: null }),
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
