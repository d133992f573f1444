import { useServices } from "../../lib/data/services.ts";
import { useLive } from "./live-context.ts";
import { syncLine } from "./sync-words.ts";

/** Live, Every 10 s, Connecting … or Offline, as text as well as a dot. */
export function SyncLine() {
  const live = useLive();
  const { connection } = useServices();
  return (
    <span data-part="sync" data-state={connection.state()}>
      <i />
      {syncLine(connection.state(), live.waiting.kept())}
    </span>
  );
}
