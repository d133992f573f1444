import type { Client } from "@urql/core";
import { createSignal, onCleanup } from "solid-js";
import { UpdateProfileDocument, type UpdateProfileInput } from "../../generated/graphql.ts";
import { faultOf, isRefusal } from "../../lib/data/result.ts";

const SAID_FOR_MS = 2000;

export interface FieldState {
  readonly kind: "idle" | "saving" | "saved" | "refused";
  /** Refused only: why. */
  readonly words: string;
}

export interface FieldSaver {
  state(): FieldState;
  /** True when the server has taken it; the state says "saved" for two seconds. */
  save(change: UpdateProfileInput): Promise<boolean>;
  refuse(words: string): void;
}

const IDLE: FieldState = { kind: "idle", words: "" };

/** Saves one field of the profile on its own and knows what to say beside it. */
export function createFieldSaver(client: Client): FieldSaver {
  const [state, setState] = createSignal<FieldState>(IDLE);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  function refuse(words: string) {
    clearTimeout(timer);
    setState({ kind: "refused", words });
  }
  return {
    state,
    refuse,
    async save(change) {
      setState({ kind: "saving", words: "" });
      const { data, error } = await client.mutation(UpdateProfileDocument, { input: change }).toPromise();
      const answer = data?.updateProfile;
      const refusal = error ? faultOf(error).words : answer && isRefusal(answer) ? answer.message : null;
      if (refusal !== null || !answer) {
        refuse(refusal ?? "The server's answer was incomplete.");
        return false;
      }
      setState({ kind: "saved", words: "" });
      timer = setTimeout(() => setState(IDLE), SAID_FOR_MS);
      return true;
    },
  };
}
