/**
 * The target's label below a strip, at its notch. It is a separate component so that its position is a property and is
 * set by script: the content security policy forbids style attributes in markup.
 */
export function TargetTag(props: { readonly at: number; readonly time: string }) {
  return (
    <p>
      <span data-part="target-tag" style={{ "--at": props.at }}>
        target {props.time}
      </span>
    </p>
  );
}
