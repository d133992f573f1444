import type { Client } from "@urql/core";
import { CreateTaskDocument, type TaskRowFragment } from "../generated/graphql.ts";
import { isRefusal } from "../lib/data/result.ts";
import { refusalOf } from "./task-changes.ts";
import type { NewTask } from "./tasks-context.ts";

/** Makes a task; once per idempotency key. */
export async function createTask(
  client: Client,
  input: NewTask,
): Promise<{ readonly task: TaskRowFragment } | { readonly refusal: string }> {
  const { data, error } = await client.mutation(CreateTaskDocument, { input }).toPromise();
  const answer = data?.createTask;
  if (answer && !isRefusal(answer)) return { task: answer.task };
  const issues = answer && "issues" in answer ? answer.issues : [];
  const words = issues.map(({ message }) => message).join(" ");
  return { refusal: words || (refusalOf(error, answer) ?? "") };
}
