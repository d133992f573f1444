import { soundOn, soundVolume } from "./alert-preferences.ts";

/** Two soft notes a fifth apart, with frequencies in hertz and start times in seconds. */
const NOTES = [
  { hertz: 587.33, at: 0 },
  { hertz: 880, at: 0.22 },
] as const;
const NOTE_SECONDS = 0.9;
const ATTACK_SECONDS = 0.02;
/** The amplitude at full volume. */
const LOUDEST_GAIN = 0.3;
/** A busy machine may take seconds to open its audio device. */
const WAKE_WITHIN_MS = 5_000;
/** Where the browser does not say whether there was a gesture: if there was none, `resume()` never settles. */
const WAKE_UNSURE_WITHIN_MS = 300;

let audio: AudioContext | null = null;
let resting: ReturnType<typeof setTimeout> | undefined;

/**
 * Unlocks audio at the first pointer or key press, so that sounds can play later without a gesture.
 *
 * @returns a function that stops waiting for the press
 */
export function unlockSoundOnGesture(): () => void {
  const events = ["pointerdown", "keydown"] as const;
  const unlock = () => {
    if (!soundOn()) return;
    stop();
    void wake().then(restSoon);
  };
  const stop = () => {
    for (const name of events) document.removeEventListener(name, unlock, true);
  };
  for (const name of events) document.addEventListener(name, unlock, true);
  return stop;
}

/** Whether a sound would be heard: it is switched on, and the browser lets this page play it. */
export async function canSound(): Promise<boolean> {
  if (!soundOn() || soundVolume() === 0) return false;
  if (!audio && !mayBegin()) return false;
  const woken = await wake();
  restSoon();
  return woken;
}

/** Plays two notes at the chosen volume; does nothing if the browser does not allow sound. */
export async function playNotes(): Promise<void> {
  if (!(await wake()) || !audio) return;
  for (const { at, hertz } of NOTES) playNote(audio, hertz, audio.currentTime + at);
  restSoon();
}

function playNote(context: AudioContext, hertz: number, at: number): void {
  const tone = context.createOscillator();
  const loudness = context.createGain();
  tone.frequency.value = hertz;
  // Loudness is perceived non-linearly: halfway on the slider should seem half as loud.
  const peak = LOUDEST_GAIN * (soundVolume() / 100) ** 2;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(peak, at + ATTACK_SECONDS);
  loudness.gain.setTargetAtTime(0, at + ATTACK_SECONDS, NOTE_SECONDS / 5);
  tone.connect(loudness).connect(context.destination);
  tone.start(at);
  tone.stop(at + NOTE_SECONDS);
}

/** Without a gesture, the browser would log a warning and stay silent. */
function mayBegin(): boolean {
  const activation: UserActivation | undefined = navigator.userActivation;
  return activation === undefined || activation.hasBeenActive;
}

/** @returns whether the browser plays sound for this page now */
async function wake(): Promise<boolean> {
  clearTimeout(resting);
  if (typeof AudioContext === "undefined") return false;
  audio ??= new AudioContext();
  const withinMs = navigator.userActivation === undefined ? WAKE_UNSURE_WITHIN_MS : WAKE_WITHIN_MS;
  const waited = new Promise<void>((resolve) => setTimeout(resolve, withinMs));
  await Promise.race([audio.resume().catch(() => undefined), waited]);
  return audio.state === "running";
}

/** An open audio device keeps the machine from sleeping. */
function restSoon(): void {
  clearTimeout(resting);
  resting = setTimeout(() => void audio?.suspend().catch(() => undefined), 3000);
}
