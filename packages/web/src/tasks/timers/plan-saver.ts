import { createSignal, onCleanup } from "solid-js";
import { UpdatePomodoroPlanDocument, type UpdatePomodoroPlanInput } from "../../generated/graphql.ts";
import { useServices } from "../../lib/data/services.ts";
import { refusalOf } from "../task-changes.ts";

const SAID_FOR_MS = 2000;

/** What became of the last change of one field of the plan. */
export interface PlanFieldState {
  readonly kind: "idle" | "saving" | "saved" | "refused";
  /** Refused only: why. */
  readonly words: string;
}

/** Saves one field of the pomodoro plan on its own, and knows what to say beside it. */
export function createPlanSaver() {
  const { client } = useServices();
  const [state, setState] = createSignal<PlanFieldState>({ kind: "idle", words: "" });
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  function refuse(words: string) {
    clearTimeout(timer);
    setState({ kind: "refused", words });
  }
  async function save(input: UpdatePomodoroPlanInput): Promise<boolean> {
    clearTimeout(timer);
    setState({ kind: "saving", words: "" });
    const { data, error } = await client.mutation(UpdatePomodoroPlanDocument, { input }).toPromise();
    const words = refusalOf(error, data?.updatePomodoroPlan);
    if (words !== null) {
      refuse(words);
      return false;
    }
    setState({ kind: "saved", words: "" });
    timer = setTimeout(() => setState({ kind: "idle", words: "" }), SAID_FOR_MS);
    return true;
  }
  return { state, save, refuse };
}
