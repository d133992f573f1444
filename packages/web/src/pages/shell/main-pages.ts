import { paths } from "../../lib/paths.ts";
import type { IconName } from "../../ui/Icon.tsx";

/** A page that the rail leads to. */
export interface MainPage {
  readonly path: string;
  readonly name: string;
  readonly icon: IconName;
  /** Pressed after G. A page keeps its key when others come or go. */
  readonly key: string;
  /** What the paths of the same page with other contents start with, such as another day's. */
  readonly family?: string;
}

/** The pages in the rail's order; the rail, the keys and the list of keys are made of it. */
export const MAIN_PAGES: readonly MainPage[] = [
  { path: paths.today, name: "Today", icon: "today", key: "1", family: paths.day("") },
  { path: paths.tasks, name: "Tasks", icon: "tasks", key: "2" },
  { path: paths.habits, name: "Habits", icon: "habits", key: "3" },
  { path: paths.settings, name: "Settings", icon: "settings", key: "6" },
];

/** What `aria-current` says of a page: this very one, one of its family, or none of both. */
export function currentness({ family, path }: MainPage, pathname: string): "page" | "true" | undefined {
  if (pathname === path) return "page";
  return family !== undefined && pathname.startsWith(family) ? "true" : undefined;
}
