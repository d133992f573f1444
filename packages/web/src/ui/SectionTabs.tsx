import { createSignal, For, onCleanup, onMount } from "solid-js";

/** A part of the page: its element's id, and its name in short. */
export type SectionLink = readonly [id: string, name: string];

/** A part counts as read once it begins above this line, in pixels from the window's top. */
const READING_LINE = 120;

/** Links to the parts of a long page, the one that is being read among them marked. */
export function SectionTabs(props: { readonly sections: readonly SectionLink[] }) {
  const [current, setCurrent] = createSignal<string>();
  /** Where somebody went by a link: near the page's end it cannot come up to the line. */
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
          // External: the browser itself goes to a part of the page.
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
