const paths = {
  today: "M4 13a8 8 0 1 0 16 0a8 8 0 1 0-16 0M12 9v4l2.5 2M9.5 2.5h5",
  tasks: "M4 6.5l1.5 1.5L8 5M4 13l1.5 1.5L8 11.5M4 19.5l1.5 1.5L8 18M12 6.5h8M12 13h8M12 19.5h5",
  habits: "M4 20V9M9.3 20V5M14.7 20v-8M20 20V3",
  settings:
    "M4 7h9M19 7h1M4 17h1M11 17h9M13.5 7a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0M5.5 17a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0",
  person: "M8 8a4 4 0 1 0 8 0a4 4 0 1 0-8 0M4.5 20.500c1-4 4-5.5 7.5-5.500s6.5 1.5 7.5 5.5",
  info: "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0M12 11v5M12 8v.01",
  moon: "M20 14.500A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.500z",
  next: "M5 5l9 7-9 7zM19 5v14",
  play: "M7 4.500l12 7.5-12 7.500z",
  pause: "M8 5v14M16 5v14",
  undo: "M8 5L4 9l4 4M4 9h10a6 6 0 0 1 0 12h-3",
  stop: "M8 6h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2z",
  close: "M6 6l12 12M18 6L6 18",
  back: "M15 6l-6 6 6 6",
  forward: "M9 6l6 6-6 6",
  more: "M4.7 12a.8.8 0 1 0 1.6 0a.8.8 0 1 0-1.6 0M11.200 12a.8.8 0 1 0 1.6 0a.8.8 0 1 0-1.6 0M17.700 12a.8.8 0 1 0 1.6 0a.8.8 0 1 0-1.6 0",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
  calendar:
    "M5 5.500h14A1.5 1.5 0 0 1 20.500 7v12a1.5 1.5 0 0 1-1.5 1.500H5A1.5 1.5 0 0 1 3.500 19V7A1.5 1.5 0 0 1 5 5.500zM3.500 10h17M8 3v4M16 3v4",
  cloudOff: "M4 4l16 16M8 7a6 6 0 0 1 9.5 3.500A4 4 0 0 1 19.5 17M7 9.500A4 4 0 0 0 7 18h8",
  link: "M10 14l4-4M8 11l-2.5 2.500a3.5 3.5 0 0 0 5 5L13 16M11 8l2.5-2.500a3.5 3.5 0 0 1 5 5L16 13",
  key: "M4 15a4 4 0 1 0 8 0a4 4 0 1 0-8 0M11 12l8-8M16 7l3 3",
  warning: "M12 4l9 16H3zM12 10v4.500M12 17.300v.01",
  plus: "M12 5v14M5 12h14",
  screen: "M5 4h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM8 20h8M12 16v4",
  phone:
    "M9.5 3h5A2.5 2.5 0 0 1 17 5.500v13a2.5 2.5 0 0 1-2.5 2.500h-5A2.5 2.5 0 0 1 7 18.500v-13A2.5 2.5 0 0 1 9.5 3zM11 18h2",
  bell: "M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 21h4",
  tick: "M5 12.500l4.5 4.500L19 7",
} as const;

export type IconName = keyof typeof paths;

/** A line drawing of 20 px (small: 16) in the text colour. Hidden from assistive technology: label its control. */
export function Icon(props: { readonly name: IconName; readonly small?: boolean }) {
  return (
    <svg data-ui="icon" data-size={props.small ? "s" : undefined} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[props.name]} />
    </svg>
  );
}

/** The product's logo. */
export function Mark() {
  return (
    <svg data-part="mark" width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
      <path
        d="M16 28.500C8.500 23.600 3 18.700 3 12.400 3 8 6.300 5 10 5c2.500 0 4.700 1.300 6 3.400C17.300 6.300 19.500 5 22 5c3.700 0 7 3 7 7.400 0 6.300-5.500 11.200-13 16.100z"
        fill="currentColor"
      />
      <path
        d="M16 11v6.300l4.200 2.700"
        fill="none"
        stroke="var(--mark-hand, #fff)"
        stroke-width="2.400"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
