/** The upstream order: a room may import from rooms before it, never from rooms after it. */
const upstreamOrder = ["accounts", "tracking", "tasks", "habits", "focus", "reports", "admin"];

/** Rooms of packages/domain that every other room may import; they import no other room. */
export const groundRooms = ["time", "ids"];

/** The place of a file, as far as the import table is concerned. */
export interface Place {
  /** `domain`, `api`, …; the package below packages/. */
  package: string;
  /** First folder below src, or the file's name if it is directly in src. */
  room: string;
  kind: Kind;
  isTest: boolean;
}

export type Kind =
  | "pure"
  | "schema"
  | "platform"
  | "service"
  | "graphql"
  | "top"
  | "testing"
  | "generated"
  | "lib"
  | "ui"
  | "styles"
  | "feature"
  | "page"
  | "client";

/** The place of a path such as `packages/api/src/tracking/session.graphql.ts`; null outside packages' sources. */
export function placeOf(path: string): Place | null {
  const [, name, room] = /^packages\/([^/]+)\/src\/([^/]+)/.exec(path) ?? [];
  if (name === undefined || room === undefined) return null;
  const isTest = /\.test\.tsx?$|\/testing\//.test(path);
  return { package: name, room, kind: kindOf(name, room, path), isTest };
}

function kindOf(name: string, room: string, path: string): Kind {
  const isFile = path.endsWith(`/src/${room}`);
  if (room === "generated") return "generated";
  if (path.includes("/testing/")) return "testing";
  if (name === "domain") return "pure";
  if (name === "schema") return "schema";
  if (name === "api") {
    if (isFile || room === "jobs") return "top";
    if (room === "platform") return "platform";
    return path.endsWith(".graphql.ts") ? "graphql" : "service";
  }
  if (name === "web") {
    if (isFile) return "top";
    if (room === "lib" || room === "ui" || room === "styles") return room;
    return room === "pages" ? "page" : "feature";
  }
  return "client";
}

/** True when `room` comes before `other` in the order, or is the same. */
export function isUpstream(room: string, other: string): boolean {
  const position = upstreamOrder.indexOf(room);
  return position !== -1 && position <= upstreamOrder.indexOf(other);
}
