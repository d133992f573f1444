import type { RouteDefinition } from "@solidjs/router";
import { lazy } from "solid-js";
import { isCalendarDate } from "./lib/calendar-date.ts";
import { DayPage } from "./pages/DayPage.tsx";

const date = (text: string) => isCalendarDate(text);

/** Every address of the app. Today comes with the app itself, the others when they are gone to. */
export const routes: RouteDefinition[] = [
  { path: "/", component: DayPage },
  { path: "/day/:date", component: DayPage, matchFilters: { date } },
  { path: "/session/:id", component: lazy(() => import("./pages/SessionPage.tsx")) },
  { path: "/week/:date", component: lazy(() => import("./pages/WeekPage.tsx")), matchFilters: { date } },
  { path: "/settings", component: lazy(() => import("./pages/SettingsPage.tsx")) },
  { path: "/connect", component: lazy(() => import("./pages/ConnectPage.tsx")) },
  { path: "*", component: lazy(() => import("./pages/NotFoundPage.tsx")) },
];
