/** A shortcut key shown on its button; assistive technology reads it from `aria-keyshortcuts`. */
export function KeyHint(props: { readonly children: string }) {
  return (
    <span data-part="key" aria-hidden="true">
      <kbd>{props.children}</kbd>
    </span>
  );
}
