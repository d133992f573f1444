import { readTimers } from "@pacekeeper/domain/tasks/watched-timers";
import { useNavigate } from "@solidjs/router";
import { createEffect, createMemo, onCleanup } from "solid-js";
import { useMe } from "../../accounts/me-context.ts";
import { useServices } from "../../lib/data/services.ts";
import { paths } from "../../lib/paths.ts";
import { setTitleAhead } from "../../lib/tab-title.ts";
import { offerAlerts } from "../../tasks/alerts/alert-offer.ts";
import { announceEndings } from "../../tasks/alerts/announce-endings.ts";
import { followNoticeClicks } from "../../tasks/alerts/system-notices.ts";
import { unlockSoundOnGesture } from "../../tasks/alerts/timer-sound.ts";
import { followTimers } from "../../tasks/timers/live-timers.ts";
import { setFollowing } from "../../tasks/timers/live-timers-context.ts";
import { RailTimers } from "../../tasks/timers/RailTimers.tsx";
import { clockPhase } from "../../tasks/timers/second-hand.ts";
import { timersTitle } from "../../tasks/timers/timer-view.ts";
import { useLive } from "../../tracking/live/live-context.ts";

/** The timers' part of every page: follows them, shows them in the rail and the tab's title, announces endings. */
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
  // While no question runs, tick at the second boundaries of the countdown in the title.
  createEffect(() => {
    const at = phase();
    if (at !== null && !isQuestionLive()) ticker.align(at);
  });
  // A running question's clock takes precedence in the title.
  createEffect(() => setTitleAhead(isQuestionLive() ? null : timersTitle(readings())));
  onCleanup(() => {
    setFollowing(null);
    setTitleAhead(null);
  });
  return <RailTimers readings={readings()} />;
}
