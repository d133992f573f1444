import type { JSX } from "solid-js";

/** A sentence and at most one action, below a drawing of dashed strips. */
export function EmptyState(props: {
  readonly title: string;
  /** The heading level; 2 if there is no section heading above it. */
  readonly level?: 2 | 3;
  readonly children: JSX.Element;
  readonly action?: JSX.Element;
}) {
  return (
    <div data-ui="empty">
      <svg width="120" height="56" viewBox="0 0 120 56" aria-hidden="true">
        <g fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="3 4">
          <rect x="1" y="8" width="118" height="9" rx="3" />
          <rect x="1" y="24" width="118" height="9" rx="3" />
          <rect x="1" y="40" width="118" height="9" rx="3" />
        </g>
        <path d="M84 2v52" stroke="currentColor" stroke-width="2" />
      </svg>
      {props.level === 2 ? <h2>{props.title}</h2> : <h3>{props.title}</h3>}
      <p>{props.children}</p>
      {props.action}
    </div>
  );
}
