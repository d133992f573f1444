/** The path of each page; no other module spells them out. */
export const paths = {
  today: "/",
  day: (date: string) => `/day/${date}`,
  session: (id: string) => `/session/${encodeURIComponent(id)}`,
  week: (date: string) => `/week/${date}`,
  tasks: "/tasks",
  habits: "/habits",
  settings: "/settings",
  sounds: "/settings#sounds",
  login: "/login",
  register: "/register",
  confirmRegistration: "/confirm-registration",
  confirmEmail: "/confirm-email",
  resetPassword: "/reset-password",
} as const;
