const paths = {
  grip: "M9 6v.01M9 12v.01M9 18v.01M15 6v.01M15 12v.01M15 18v.01",
  edit: "M4 20l1-4L16.500 4.500a1.8 1.8 0 0 1 2.500 0l.5.5a1.8 1.8 0 0 1 0 2.500L8 19zM14.500 6.500l3 3",
  search: "M4.500 10.500a6 6 0 1 0 12 0a6 6 0 1 0-12 0M15 15l5 5",
  up: "M12 19V5M6 11l6-6 6 6",
  down: "M12 5v14M6 13l6 6 6-6",
  history: "M4 12a8 8 0 1 0 2.500-5.800M4 4v4h4M12 8v4l3 2",
} as const;

/** A line icon used only for tasks, in the style of the shared ones. */
export function TaskIcon(props: { readonly name: keyof typeof paths; readonly small?: boolean }) {
  return (
    <svg
      data-ui="icon"
      data-drawing={props.name}
      data-size={props.small ? "s" : undefined}
      viewBox="0 0 24 24"
      aria-hidden="true"
    >
      <path d={paths[props.name]} />
    </svg>
  );
}
