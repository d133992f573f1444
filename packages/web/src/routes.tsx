import { isCalendarDate } from "@pacekeeper/domain/time/calendar-date";
import type { RouteDefinition } from "@solidjs/router";
import { lazy } from "solid-js";
import { paths } from "./lib/paths.ts";
import { DayPage } from "./pages/DayPage.tsx";
import { Shell } from "./pages/shell/Shell.tsx";

const date = (text: string) => isCalendarDate(text);

/**
 * All routes of the app. The day page is part of the main bundle; the others load on their first visit. Login and
 * e-mail link pages are outside the shell.
 */
export const routes: RouteDefinition[] = [
  // One route for both, so that typed text survives a switch between them.
  { path: [paths.login, paths.register], component: lazy(() => import("./pages/LoginPage.tsx")) },
  { path: paths.confirmRegistration, component: lazy(() => import("./pages/ConfirmRegistrationPage.tsx")) },
  { path: paths.confirmEmail, component: lazy(() => import("./pages/ConfirmEmailPage.tsx")) },
  { path: paths.resetPassword, component: lazy(() => import("./pages/ResetPasswordPage.tsx")) },
  {
    path: "/",
    component: Shell,
    children: [
      { path: "/", component: DayPage },
      { path: "/day/:date", component: DayPage, matchFilters: { date } },
      { path: "/session/:id", component: lazy(() => import("./pages/SessionPage.tsx")) },
      { path: "/week/:date", component: lazy(() => import("./pages/WeekPage.tsx")), matchFilters: { date } },
      { path: paths.tasks, component: lazy(() => import("./pages/TasksPage.tsx")) },
      { path: paths.habits, component: lazy(() => import("./pages/HabitsPage.tsx")) },
      { path: "/settings", component: lazy(() => import("./pages/SettingsPage.tsx")) },
      { path: "/connect", component: lazy(() => import("./pages/ConnectPage.tsx")) },
      { path: "*", component: lazy(() => import("./pages/NotFoundPage.tsx")) },
    ],
  },
];
