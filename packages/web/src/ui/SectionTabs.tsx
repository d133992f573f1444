import { createSignal, For, onCleanup, onMount } from "solid-js";

/** A section of the page: its element's id, and its short name. */
export type SectionLink = readonly [id: string, name: string];

/** The current section is the last one that starts above this line, in pixels from the top of the window. */
const READING_LINE = 120;

/** Links to the sections of a long page; the current one is marked. */
export function SectionTabs(props: { readonly sections: readonly SectionLink[] }) {
  const [current, setCurrent] = createSignal<string>();
  /** The section of the last clicked link: near the end of the page it cannot reach the line. */
  let chosen: string | undefined;

  function look() {
    const { scrollHeight, clientHeight } = document.documentElement;
    const isAtEnd = scrollHeight > clientHeight && scrollY + clientHeight >= scrollHeight - 1;
    const passed = props.sections.filter(([id]) => topOf(id) <= READING_LINE);
    const last = (isAtEnd ? props.sections : passed).at(-1) ?? props.sections[0];
    setCurrent(isAtEnd && chosen !== undefined ? chosen : last?.[0]);
    if (!isAtEnd) chosen = undefined;
  }
  onMount(() => {
    look();
    addEventListener("scroll", look, { passive: true });
    onCleanup(() => removeEventListener("scroll", look));
  });
  return (
    <nav data-ui="tabs" aria-label="Sections">
      <For each={props.sections}>
        {([id, name]) => (
          // External, so that the browser instead of the router jumps to the section.
          <a
            href={`#${id}`}
            rel="external"
            aria-current={current() === id ? "true" : undefined}
            onClick={() => {
              chosen = id;
              setCurrent(id);
            }}
          >
            {name}
          </a>
        )}
      </For>
    </nav>
  );
}

function topOf(id: string): number {
  return document.getElementById(id)?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY;
}
