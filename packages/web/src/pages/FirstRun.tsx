import { createSignal } from "solid-js";
import { createBecomeGuest } from "../accounts/door/become-guest.ts";
import { useMe } from "../accounts/me-context.ts";
import { useServices } from "../lib/data/services.ts";
import { useKeys } from "../lib/keyboard.ts";
import { paths } from "../lib/paths.ts";
import { warn } from "../lib/toasts.ts";
import { useLive } from "../tracking/live/live-context.ts";
import { Icon } from "../ui/Icon.tsx";
import { KeyHint } from "../ui/KeyHint.tsx";
import { Strip } from "../ui/Strip.tsx";
import { TargetTag } from "../ui/TargetTag.tsx";

const NOTCH = 100 / 1.35;

/** The page of a new visitor. Start creates a guest and begins question 1. */
export default function FirstRun() {
  const { connection } = useServices();
  const becomeGuest = createBecomeGuest();
  const { became } = useMe();
  const live = useLive();
  const [busy, setBusy] = createSignal(false);
  const offline = () => connection.state() === "offline";

  async function start() {
    if (busy()) return;
    setBusy(true);
    const outcome = await becomeGuest();
    setBusy(false);
    if ("refused" in outcome) return warn(outcome.refused.words);
    became(outcome.taken.user);
    live.press("NEXT");
  }
  useKeys({ n: () => void start() });

  return (
    <>
      <section data-part="first" aria-labelledby="first-h">
        <div data-part="ghost" aria-hidden="true">
          <span data-part="timer">00:00</span>
          <Strip large parts={[]} notch={NOTCH} label="" />
          <TargetTag at={NOTCH} time="05:30" />
        </div>
        <div data-part="invite">
          <h2 id="first-h">Start your first question</h2>
          <p>
            The clock runs until you press Next; then the following question begins. That is all there is to
            learn.
          </p>
          <button
            type="button"
            data-ui="button"
            data-tone="primary"
            data-size="l"
            aria-keyshortcuts="N"
            aria-busy={busy() || undefined}
            aria-disabled={offline() || undefined}
            ref={(button) => queueMicrotask(() => button.focus())}
            onClick={() => void start()}
          >
            <Icon name="play" />
            {offline() ? "Needs the server" : "Start"}
            <KeyHint>N</KeyHint>
          </button>
          <p data-part="fine" data-quiet>
            5.5 minutes is the usual target. You can change it in Settings once you have started.
          </p>
        </div>
      </section>
      <p data-part="fine" data-quiet>
        Start makes you a guest: your work is kept for 30 days after your last visit in this browser.{" "}
        <a href={paths.login}>Log in or register</a> to keep it for good.
      </p>
    </>
  );
}
