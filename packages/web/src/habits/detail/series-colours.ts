import { onCleanup } from "solid-js";

/** Resolved colours for a canvas, which cannot use CSS custom properties. */
export interface SeriesColours {
  readonly bar: string;
  readonly line: string;
  readonly text: string;
  readonly grid: string;
  readonly base: string;
  readonly goal: string;
}

const TOKENS: Readonly<Record<keyof SeriesColours, string>> = {
  bar: "var(--habit)",
  line: "var(--text)",
  text: "var(--text-3)",
  grid: "var(--line)",
  base: "var(--edge)",
  goal: "var(--text-2)",
};

/** Resolves the colour tokens at an element in the current colour scheme. */
export function readColours(element: HTMLElement): SeriesColours {
  const probe = document.createElement("i");
  probe.hidden = true;
  element.append(probe);
  const read = (token: string) => {
    probe.style.color = token;
    return getComputedStyle(probe).color;
  };
  const { bar, line, text, grid, base, goal } = TOKENS;
  const colours = {
    bar: read(bar),
    line: read(line),
    text: read(text),
    grid: read(grid),
    base: read(base),
    goal: read(goal),
  };
  probe.remove();
  return colours;
}

/** Calls `changed` when the system or the person may have changed the colour scheme, until the owner is disposed. */
export function onSchemeChange(changed: () => void): void {
  const queries = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"].map((each) =>
    matchMedia(each),
  );
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-scheme"] });
  for (const query of queries) query.addEventListener("change", changed);
  onCleanup(() => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener("change", changed);
  });
}
