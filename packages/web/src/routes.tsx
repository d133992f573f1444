import { isCalendarDate } from "@pacekeeper/domain/time/calendar-date";
import type { RouteDefinition } from "@solidjs/router";
import { lazy } from "solid-js";
import { paths } from "./lib/paths.ts";
import { DayPage } from "./pages/DayPage.tsx";
import { Shell } from "./pages/shell/Shell.tsx";

const date = (text: string) => isCalendarDate(text);

/**
 * Every address of the app. Today comes with the app itself, the others when they are gone to. What leads in
 * stands outside of the shell.
 */
export const routes: RouteDefinition[] = [
  // One entry for both, so that what was typed stays when somebody changes from one to the other.
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
