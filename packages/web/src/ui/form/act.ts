import { type Accessor, createSignal } from "solid-js";
import { useServices } from "../../lib/data/services.ts";

/** An action of a button that needs the server; one run at a time. */
export interface Act {
  busy: Accessor<boolean>;
  /** Why the last run failed; null: it succeeded, or there was none. */
  failure: Accessor<string | null>;
  /** Whether the server is unreachable. */
  offline: Accessor<boolean>;
  /**
   * Runs the work, unless a run is under way or the server is unreachable.
   *
   * @param work resolves with why it failed; null: it succeeded
   * @returns whether it succeeded
   */
  run(work: () => Promise<string | null>): Promise<boolean>;
  /** Clears the failure. */
  clear(): void;
}

/** The state of one button, or of several that belong together. */
export function createAct(): Act {
  const { connection } = useServices();
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<string | null>(null);
  const offline = () => connection.state() === "offline";
  return {
    busy,
    failure,
    offline,
    clear: () => setFailure(null),
    async run(work) {
      if (busy()) return false;
      setBusy(true);
      setFailure(null);
      try {
        // Without a socket, nothing but a request finds out that the server is back.
        if (offline() && !(await connection.check())) return false;
        const words = await work();
        setFailure(words);
        return words === null;
      } finally {
        setBusy(false);
      }
    },
  };
}
