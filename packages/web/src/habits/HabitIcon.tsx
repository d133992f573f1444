const paths = {
  edit: "M4 20l1-4L16.500 4.500a1.8 1.8 0 0 1 2.500 0l.5.5a1.8 1.8 0 0 1 0 2.500L8 19zM14.500 6.500l3 3",
  up: "M12 19V5M6 11l6-6 6 6",
  down: "M12 5v14M6 13l6 6 6-6",
  archive: "M4 5h16v4H4zM5.500 9v10h13V9M10 13h4",
  streak:
    "M12 21c-4 0-6.5-2.7-6.5-6.200 0-3.800 3-5.300 4-8.800 2.500 1 4 3 4 5.300 1-.6 1.400-1.500 1.500-2.500 2 1.500 3.500 3.600 3.500 6 0 3.500-2.500 6.200-6.500 6.200z",
} as const;

/** A line icon used only for habits, in the style of the shared ones. */
export function HabitIcon(props: { readonly name: keyof typeof paths; readonly small?: boolean }) {
  return (
    <svg data-ui="icon" data-size={props.small ? "s" : undefined} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[props.name]} />
    </svg>
  );
}
