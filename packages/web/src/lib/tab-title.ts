import { createSignal } from "solid-js";

const [titleAhead, setTitleAhead] = createSignal<string | null>(null);

/** What stands in the tab's title in place of the page's own, such as a countdown; null: nothing does. */
export { setTitleAhead, titleAhead };
