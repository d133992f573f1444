/**
 * The target's name under a strip, at its notch. A component of its own, so that the place arrives as a
 * property and is set by script: the policy refuses style attributes that stand in markup.
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
