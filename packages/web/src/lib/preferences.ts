import { type Accessor, createSignal } from "solid-js";

export type Scheme = "system" | "light" | "dark";

// scheme.js in the document's head reads the same key, before the first paint.
const SCHEME_KEY = "pacekeeper-scheme";
const HOTKEYS_KEY = "pacekeeper-hotkeys";

const [scheme, setSchemeSignal] = createSignal<Scheme>(schemeOf(stored(SCHEME_KEY)));
const [hotkeys, setHotkeysSignal] = createSignal(stored(HOTKEYS_KEY) !== "off");

/** The colour scheme chosen in this browser. */
export const chosenScheme: Accessor<Scheme> = scheme;

/** Whether single-key shortcuts are on in this browser. */
export const hotkeysOn: Accessor<boolean> = hotkeys;

/** Stores a colour scheme for this browser and applies it. */
export function chooseScheme(choice: Scheme): void {
  setSchemeSignal(choice);
  store(SCHEME_KEY, choice);
  const root = document.documentElement;
  if (choice === "system") delete root.dataset.scheme;
  else root.dataset.scheme = choice;
}

/** Switches between light and dark. */
export function toggleScheme(): void {
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const dark = scheme() === "system" ? systemIsDark : scheme() === "dark";
  chooseScheme(dark ? "light" : "dark");
}

/** Switches single-key shortcuts on or off for this browser. */
export function switchHotkeys(on: boolean): void {
  setHotkeysSignal(on);
  store(HOTKEYS_KEY, on ? "on" : "off");
}

function schemeOf(text: string | null): Scheme {
  return text === "light" || text === "dark" ? text : "system";
}

/** The value in local storage; null if there is none, or if the browser denies access. */
export function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Writes a value to local storage, if the browser allows it. */
export function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // The choice then lasts until the page is closed.
  }
}
