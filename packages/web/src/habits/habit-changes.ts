import type { Client, CombinedError } from "@urql/core";
import {
  CreateHabitDocument,
  type CreateHabitInput,
  DeleteHabitDocument,
  DeleteHabitLogDocument,
  LinkHabitDocument,
  type LinkHabitInput,
  LogHabitDocument,
  type LogHabitInput,
  type LogRowFragment,
  RestoreHabitLogDocument,
  SkipHabitDocument,
  StartHabitStopwatchDocument,
  StopHabitStopwatchDocument,
  UnlinkHabitDocument,
  UpdateHabitDocument,
  type UpdateHabitInput,
  UpdateHabitLogDocument,
  type UpdateHabitLogInput,
} from "../generated/graphql.ts";
import { faultOf, isRefusal } from "../lib/data/result.ts";

/** What was wrong: a sentence, and by field where a form was. */
export interface Refused {
  readonly words: string;
  /** By the input's field; those below one, such as `goal.minutes`, with a dot. */
  readonly fields: Readonly<Record<string, string>>;
}

/** What came of a change: what was made, or why it was refused. */
export type Outcome<Made> = { readonly made: Made } | { readonly refused: Refused };

/** Sends changes of habits, and tells when one was made. Nothing here is shown by itself. */
export interface HabitChanges {
  create(input: CreateHabitInput): Promise<Outcome<{ readonly id: string; readonly name: string }>>;
  update(input: UpdateHabitInput): Promise<Outcome<{ readonly id: string; readonly name: string }>>;
  remove(id: string): Promise<Outcome<null>>;
  log(input: LogHabitInput): Promise<Outcome<LogRowFragment>>;
  updateLog(input: UpdateHabitLogInput): Promise<Outcome<LogRowFragment>>;
  deleteLog(id: string): Promise<Outcome<null>>;
  restoreLog(id: string): Promise<Outcome<LogRowFragment>>;
  skip(habitId: string, date: string, skipped: boolean): Promise<Outcome<null>>;
  startStopwatch(habitId: string): Promise<Outcome<null>>;
  /** @returns the log; null: nothing was logged */
  stopStopwatch(habitId: string, discard: boolean): Promise<Outcome<LogRowFragment | null>>;
  link(input: LinkHabitInput): Promise<Outcome<null>>;
  unlink(id: string): Promise<Outcome<null>>;
}

const INCOMPLETE = "The server's answer was incomplete. Try again.";

/** @param changed called after each change that was made */
export function createHabitChanges(client: Client, changed: () => void): HabitChanges {
  function outcome<Answer extends object, Made>(
    { data, error }: { data?: Answer | undefined; error?: CombinedError | undefined },
    made: (answer: Exclude<Answer, { readonly message: string }>) => Made,
  ): Outcome<Made> {
    if (error) return refused(faultOf(error).words);
    if (!data) return refused(INCOMPLETE);
    if (isRefusal(data)) return refusal(data);
    changed();
    return { made: made(data as Exclude<Answer, { readonly message: string }>) };
  }
  const nothing = () => null;
  return {
    async create(input) {
      const { data, error } = await client.mutation(CreateHabitDocument, { input }).toPromise();
      return outcome({ data: data?.createHabit, error }, ({ habit }) => habit);
    },
    async update(input) {
      const { data, error } = await client.mutation(UpdateHabitDocument, { input }).toPromise();
      return outcome({ data: data?.updateHabit, error }, ({ habit }) => habit);
    },
    async remove(id) {
      const { data, error } = await client.mutation(DeleteHabitDocument, { input: { id } }).toPromise();
      return outcome({ data: data?.deleteHabit, error }, nothing);
    },
    async log(input) {
      const { data, error } = await client.mutation(LogHabitDocument, { input }).toPromise();
      return outcome({ data: data?.logHabit, error }, ({ log }) => log);
    },
    async updateLog(input) {
      const { data, error } = await client.mutation(UpdateHabitLogDocument, { input }).toPromise();
      return outcome({ data: data?.updateHabitLog, error }, ({ log }) => log);
    },
    async deleteLog(id) {
      const { data, error } = await client.mutation(DeleteHabitLogDocument, { input: { id } }).toPromise();
      return outcome({ data: data?.deleteHabitLog, error }, nothing);
    },
    async restoreLog(id) {
      const { data, error } = await client.mutation(RestoreHabitLogDocument, { input: { id } }).toPromise();
      return outcome({ data: data?.restoreHabitLog, error }, ({ log }) => log);
    },
    async skip(habitId, date, skipped) {
      const input = { habitId, date, skipped };
      const { data, error } = await client.mutation(SkipHabitDocument, { input }).toPromise();
      return outcome({ data: data?.skipHabit, error }, nothing);
    },
    async startStopwatch(habitId) {
      const { data, error } = await client
        .mutation(StartHabitStopwatchDocument, { input: { habitId } })
        .toPromise();
      return outcome({ data: data?.startHabitStopwatch, error }, nothing);
    },
    async stopStopwatch(habitId, discard) {
      const input = { habitId, discard };
      const { data, error } = await client.mutation(StopHabitStopwatchDocument, { input }).toPromise();
      return outcome({ data: data?.stopHabitStopwatch, error }, ({ log }) => log);
    },
    async link(input) {
      const { data, error } = await client.mutation(LinkHabitDocument, { input }).toPromise();
      return outcome({ data: data?.linkHabit, error }, nothing);
    },
    async unlink(id) {
      const { data, error } = await client.mutation(UnlinkHabitDocument, { input: { id } }).toPromise();
      return outcome({ data: data?.unlinkHabit, error }, nothing);
    },
  };
}

function refused(words: string, fields: Refused["fields"] = {}): { readonly refused: Refused } {
  return { refused: { words, fields } };
}

function refusal(answer: { readonly message: string }): { readonly refused: Refused } {
  const issues = "issues" in answer && Array.isArray(answer.issues) ? answer.issues : [];
  const fields = issues.map(({ path, message }) => [path.join("."), message] as const);
  return refused(answer.message, Object.fromEntries(fields));
}
