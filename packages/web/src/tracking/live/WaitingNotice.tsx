import { Show } from "solid-js";
import { useServices } from "../../lib/data/services.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useLive } from "./live-context.ts";
import { waitingWords } from "./sync-words.ts";

/** An inline notice: since when the server is unreachable, and how many events are kept. */
export function WaitingNotice() {
  const live = useLive();
  const { connection, clock } = useServices();
  const words = () => {
    const since = connection.offlineSince();
    return waitingWords(
      live.waiting.kept(),
      since === null ? null : clock.fromDevice(since),
      live.waiting.fault(),
    );
  };
  return (
    <Show when={words()}>
      {(said) => (
        <div data-ui="notice" data-tone="slow" role="status">
          <Icon name="cloudOff" />
          <p>
            <strong>{said().lead}</strong> {said().rest}
          </p>
        </div>
      )}
    </Show>
  );
}
