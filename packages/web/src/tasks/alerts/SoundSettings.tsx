import { onMount, Show } from "solid-js";
import { SettingSection } from "../../ui/SettingSection.tsx";
import {
  chooseVolume,
  LOUDEST,
  noticesOn,
  soundOn,
  soundVolume,
  switchNotices,
  switchSound,
} from "./alert-preferences.ts";
import { askForPermission, lookAtPermission, permission } from "./system-notices.ts";
import { playNotes } from "./timer-sound.ts";
import "./sound-settings.css";

const PERMISSIONS = {
  granted: "Shown even while you are in another window",
  default: "Your browser asks when you switch it on",
  denied: "Blocked in this browser; its settings for this site can allow it",
  none: "Not available in this browser",
} as const;
const STEP = 5;
const ID = "sounds";

/** Sounds and notifications of this device when a timer ends. */
export function SoundSettings() {
  lookAtPermission();
  onMount(() => {
    // When a link from another page led here, this section did not exist yet.
    if (location.hash === `#${ID}`) document.getElementById(ID)?.scrollIntoView();
  });
  const notifies = () => noticesOn() && permission() === "granted";
  async function changeNotices(input: HTMLInputElement) {
    const wanted = input.checked;
    switchNotices(wanted && (await askForPermission()) === "granted");
    input.checked = notifies();
  }
  function changeSound(on: boolean) {
    switchSound(on);
    if (on) void playNotes();
  }
  function changeVolume(percent: number) {
    chooseVolume(percent);
    if (soundOn()) void playNotes();
  }
  return (
    <SettingSection
      id={ID}
      title="Sounds and notifications"
      about="For this browser. Sounds are off until you turn them on. Only one of your devices rings."
    >
      <div data-part="switches">
        <label data-ui="switch">
          <span>
            Sound when a timer ends
            <small>Two soft notes</small>
          </span>
          <input
            type="checkbox"
            role="switch"
            checked={soundOn()}
            aria-checked={soundOn()}
            onChange={(event) => changeSound(event.currentTarget.checked)}
          />
        </label>
        <Show when={soundOn()}>
          <label data-part="volume">
            <span>Volume</span>
            <input
              type="range"
              min={0}
              max={LOUDEST}
              step={STEP}
              value={soundVolume()}
              aria-valuetext={soundVolume() === 0 ? "Silent" : `${soundVolume()} %`}
              onChange={(event) => changeVolume(event.currentTarget.valueAsNumber)}
            />
            <output>{soundVolume() === 0 ? "Silent" : `${soundVolume()} %`}</output>
          </label>
        </Show>
        <label data-ui="switch">
          <span>
            System notification when a timer ends
            <small>{PERMISSIONS[permission()]}</small>
          </span>
          <input
            type="checkbox"
            role="switch"
            checked={notifies()}
            aria-checked={notifies()}
            disabled={permission() === "denied" || permission() === "none"}
            onChange={(event) => void changeNotices(event.currentTarget)}
          />
        </label>
      </div>
    </SettingSection>
  );
}
