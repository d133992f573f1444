import { paths } from "../../lib/paths.ts";
import type { IconName } from "../../ui/Icon.tsx";

/** A page that the rail links to. */
export interface MainPage {
  readonly path: string;
  readonly name: string;
  readonly icon: IconName;
  /** The key to press after G. A page keeps its key when others are added or removed. */
  readonly key: string;
  /** The path prefix of the same page with other content, such as another day. */
  readonly family?: string;
}

/** The pages in the rail's order; also defines the shortcuts and their list. */
export const MAIN_PAGES: readonly MainPage[] = [
  { path: paths.today, name: "Today", icon: "today", key: "1", family: paths.day("") },
  { path: paths.tasks, name: "Tasks", icon: "tasks", key: "2" },
  { path: paths.habits, name: "Habits", icon: "habits", key: "3" },
  { path: paths.settings, name: "Settings", icon: "settings", key: "6" },
];

/** The `aria-current` of a page's link: "page" on the page itself, "true" within its family, else undefined. */
export function currentness({ family, path }: MainPage, pathname: string): "page" | "true" | undefined {
  if (pathname === path) return "page";
  return family !== undefined && pathname.startsWith(family) ? "true" : undefined;
}
