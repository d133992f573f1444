import { createSignal } from "solid-js";

const [titleAhead, setTitleAhead] = createSignal<string | null>(null);

/** Replaces the page's own title in the tab, such as with a countdown; null shows the page's own. */
export { setTitleAhead, titleAhead };
