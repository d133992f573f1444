/** Where each page lives; the only place that knows. */
export const paths = {
  today: "/",
  day: (date: string) => `/day/${date}`,
  session: (id: string) => `/session/${encodeURIComponent(id)}`,
  week: (date: string) => `/week/${date}`,
  settings: "/settings",
} as const;
