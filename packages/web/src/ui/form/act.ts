import { type Accessor, createSignal } from "solid-js";
import { useServices } from "../../lib/data/services.ts";

/** Something that a button does on the server, once at a time. */
export interface Act {
  busy: Accessor<boolean>;
  /** Why the last one did not work; null: it did, or there was none. */
  failure: Accessor<string | null>;
  /** Whether it cannot be done just now, because the server is out of reach. */
  offline: Accessor<boolean>;
  /**
   * Does it, unless it is being done.
   *
   * @param work gives back why it did not work; null: it did
   * @returns whether it worked
   */
  run(work: () => Promise<string | null>): Promise<boolean>;
  /** Forgets the failure. */
  clear(): void;
}

/** The state of one or several buttons that stand together. */
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
      if (busy() || offline()) return false;
      setBusy(true);
      setFailure(null);
      try {
        const words = await work();
        setFailure(words);
        return words === null;
      } finally {
        setBusy(false);
      }
    },
  };
}
