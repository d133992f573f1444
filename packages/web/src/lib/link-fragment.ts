import { type Accessor, createSignal, onCleanup, onMount } from "solid-js";

/**
 * What stands behind the hash sign of this page's address, which is removed from there: a secret must not stay
 * where it is seen, kept in the history or copied along with the address. Empty: nothing stood there. Another
 * link that is opened while the page is open takes its place.
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

/** A named value in a fragment such as `invite=CODE&email=…`; empty when it is not in it. */
export function namedIn(fragment: string, name: string): string {
  return new URLSearchParams(fragment).get(name) ?? "";
}
