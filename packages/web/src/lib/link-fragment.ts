import { type Accessor, createSignal, onCleanup, onMount } from "solid-js";

/**
 * Returns this page's URL fragment and removes it from the address: a secret must not stay visible, end up in the
 * history or be copied along with the address. Empty if there was none. Follows a link with another fragment that
 * is opened while the page is open.
 */
export function takeFragment(): Accessor<string> {
  const [fragment, setFragment] = createSignal(take(), { equals: false });
  const again = () => location.hash && setFragment(take());
  onMount(() => {
    addEventListener("hashchange", again);
    onCleanup(() => removeEventListener("hashchange", again));
  });
  return fragment;
}

function take(): string {
  const fragment = location.hash.slice(1);
  if (fragment) history.replaceState(history.state, "", location.pathname + location.search);
  return fragment;
}

/** A named value in a fragment such as `invite=CODE&email=…`; empty if it is missing. */
export function namedIn(fragment: string, name: string): string {
  return new URLSearchParams(fragment).get(name) ?? "";
}
