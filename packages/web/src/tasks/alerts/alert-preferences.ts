import { type Accessor, createSignal } from "solid-js";
import { store, stored } from "../../lib/preferences.ts";

const SOUND_KEY = "pacekeeper-timer-sound";
const VOLUME_KEY = "pacekeeper-timer-volume";
const NOTICE_KEY = "pacekeeper-timer-notifications";
const ASKED_KEY = "pacekeeper-timer-asked";

/** Percent. */
export const LOUDEST = 100;
const USUAL_VOLUME = 60;

const [sound, setSound] = createSignal(false);
const [volume, setVolume] = createSignal(USUAL_VOLUME);
const [notices, setNotices] = createSignal(false);
const [asked, setAsked] = createSignal(false);
read();
// Preferences apply to all tabs of this browser.
globalThis.addEventListener?.("storage", read);

/** Whether this device plays a sound when a timer ends. Off until the person allows it. */
export const soundOn: Accessor<boolean> = sound;

/** How loud, 0–100. */
export const soundVolume: Accessor<number> = volume;

/** Whether this device should show a system notification; the browser must allow it as well. */
export const noticesOn: Accessor<boolean> = notices;

/** Whether the person was already asked on this device, or has chosen in the settings. */
export const wasAsked: Accessor<boolean> = asked;

export function switchSound(on: boolean): void {
  setSound(on);
  store(SOUND_KEY, on ? "on" : "off");
  rememberAsked();
}

/** @param percent 0–100 */
export function chooseVolume(percent: number): void {
  setVolume(percent);
  store(VOLUME_KEY, String(percent));
}

export function switchNotices(on: boolean): void {
  setNotices(on);
  store(NOTICE_KEY, on ? "on" : "off");
  rememberAsked();
}

/** Remembers not to ask on this device again. */
export function rememberAsked(): void {
  setAsked(true);
  store(ASKED_KEY, "yes");
}

function read(): void {
  setSound(stored(SOUND_KEY) === "on");
  setVolume(volumeOf(stored(VOLUME_KEY)));
  setNotices(stored(NOTICE_KEY) === "on");
  setAsked(stored(ASKED_KEY) !== null);
}

function volumeOf(text: string | null): number {
  const percent = text === null ? Number.NaN : Number(text);
  return percent >= 0 && percent <= LOUDEST ? percent : USUAL_VOLUME;
}
