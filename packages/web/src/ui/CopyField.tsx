import { createSignal } from "solid-js";

/** A read-only text with a button that copies it and confirms that. */
export function CopyField(props: { readonly label: string; readonly text: string }) {
  const [copied, setCopied] = createSignal(false);
  let input: HTMLInputElement | undefined;
  async function copy() {
    input?.select();
    // Pages without TLS have no clipboard API; the text is selected, so that people can copy it themselves.
    await navigator.clipboard?.writeText(props.text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  }
  return (
    <span data-ui="input-group">
      <input
        data-ui="input"
        type="text"
        readonly
        aria-label={props.label}
        value={props.text}
        ref={input}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button type="button" data-ui="button" onClick={() => void copy()}>
        <span aria-live="polite">{copied() ? "Copied" : "Copy"}</span>
      </button>
    </span>
  );
}
