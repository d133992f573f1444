import { useNavigate } from "@solidjs/router";
import { createEffect, createMemo, onCleanup } from "solid-js";
import { useMe } from "../../accounts/me-context.ts";
import { paths } from "../../lib/paths.ts";
import { useServices } from "../../lib/services.ts";
import { setTitleAhead } from "../../lib/tab-title.ts";
import { offerAlerts } from "../../tasks/alert-offer.ts";
import { announceEndings } from "../../tasks/announce-endings.ts";
import { followTimers } from "../../tasks/live-timers.ts";
import { setFollowing } from "../../tasks/live-timers-context.ts";
import { RailTimers } from "../../tasks/RailTimers.tsx";
import { followNoticeClicks } from "../../tasks/system-notices.ts";
import { clockPhase, readTimers, timersTitle } from "../../tasks/timer-reading.ts";
import { unlockSoundOnGesture } from "../../tasks/timer-sound.ts";
import { useLive } from "../../tracking/live-context.ts";

/** All that timers do on every page: they are followed, shown in the rail and the tab's title, and announced. */
export function ShellTimers() {
  const services = useServices();
  const { clock, ticker } = services;
  const { me } = useMe();
  const live = useLive();
  const navigate = useNavigate();
  const followed = followTimers(
    services,
    createMemo(() => me()?.id ?? null),
  );
  setFollowing(followed);
  announceEndings(services, followed, () => navigate(paths.tasks));
  offerAlerts(followed);
  onCleanup(unlockSoundOnGesture());
  onCleanup(followNoticeClicks(navigate));

  const readings = createMemo(() => {
    ticker.now();
    return readTimers(followed.timers(), clock.now());
  });
  const isQuestionLive = () => Boolean(live.shown()?.state.live);
  const phase = createMemo(() => {
    const first = readings().find(({ state }) => state !== "paused")?.timer;
    return first ? clockPhase(first) : null;
  });
  // While no question runs, the ticks come at the seconds of the countdown in the title.
  createEffect(() => {
    const at = phase();
    if (at !== null && !isQuestionLive()) ticker.align(at);
  });
  // A running question's clock has the title to itself.
  createEffect(() => setTitleAhead(isQuestionLive() ? null : timersTitle(readings())));
  onCleanup(() => {
    setFollowing(null);
    setTitleAhead(null);
  });
  return <RailTimers readings={readings()} />;
}
