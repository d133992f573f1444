import type { JSX } from "solid-js";

/** A number in a `dl[data-ui=stats]`: label, value and note. */
export function Stat(props: {
  readonly label: string;
  readonly value: JSX.Element;
  readonly note: JSX.Element;
}) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>{props.value}</dd>
      <dd>{props.note}</dd>
    </div>
  );
}

/** A placeholder of the size of a row of stats. @param props.visible whether to draw skeletons in it */
export function StatSkeletons(props: { readonly labels: readonly string[]; readonly visible: boolean }) {
  const waiting = () => (props.visible ? "skeleton" : undefined);
  return (
    <dl data-ui="stats" data-cols={props.labels.length} aria-busy="true">
      {props.labels.map((label) => (
        <div>
          <dt>{label}</dt>
          <dd>
            <i data-ui={waiting()} data-part="blank" />
          </dd>
          <dd>
            <i data-ui={waiting()} data-part="blank" />
          </dd>
        </div>
      ))}
    </dl>
  );
}
