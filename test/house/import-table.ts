import { groundRooms, isUpstream, type Place, placeOf } from "./rooms.ts";
import type { Target } from "./targets.ts";

/** GraphQL packages, which only `*.graphql.ts` files may import, not services. */
const graphqlPackages = /^(graphql$|graphql-|@graphql|@pothos\/|@envelop\/|@escape\.tech\/)/;

/**
 * Why a file at `from` may not import the target, as a clause; null if it may. This is the table of
 * ARCHITECTURE.md, row by row. Tests may import anything from their own package, because nothing depends on
 * them. All server code may import the types of database rows.
 */
export function objection(from: Place, target: Target, typeOnly = false): string | null {
  if (target.to === "package") return objectionToPackage(from, target.name);
  const to = placeOf(target.path);
  if (to === null)
    return target.path.startsWith("packages/schema/") ? null : objectionToOutside(from, target.path);
  if (to.package !== from.package) return objectionAcross(from, to, target.across);
  if (from.isTest || from.kind === "generated") return null;
  if (to.isTest) return "only tests may import test code";
  if (from.package === "domain") return objectionInDomain(from, to);
  if (from.package === "api") return objectionInApi(from, to, target.path, typeOnly);
  if (from.package === "web") return objectionInWeb(from, to);
  return null;
}

function objectionToPackage(from: Place, name: string): string | null {
  if (from.isTest || from.kind === "generated") return null;
  if (from.kind === "pure")
    return name === "temporal-polyfill" ? null : "the domain is pure: it may import only Temporal";
  if (from.kind === "schema")
    return graphqlPackages.test(name) ? null : "the schema may import only GraphQL tooling";
  if (from.kind === "service" && graphqlPackages.test(name))
    return "a service does not import GraphQL; its *.graphql.ts does";
  if (from.package === "web" && name === "node") return "a browser has no Node";
  if (from.package === "widget") {
    return graphqlPackages.test(name) ? null : "the widget may import nothing but the domain and the schema";
  }
  return null;
}

function objectionToOutside(from: Place, path: string): string | null {
  if (from.isTest || !path.includes("/src/")) return null;
  return `${path} is not a source file of a package`;
}

function objectionAcross(from: Place, to: Place, byName: boolean): string | null {
  if (!byName) return "another package is imported by its name, not by a path";
  if (from.package === "domain" || from.package === "schema")
    return `${from.package} imports no other package`;
  if (to.package === "domain") {
    if (from.kind === "ui" && !groundRooms.includes(to.room))
      return "ui/ may import only time and ids from the domain";
    return null;
  }
  if (to.package === "schema") return null;
  return `${from.package} may import the domain and the schema, never ${to.package}`;
}

function objectionInDomain(from: Place, to: Place): string | null {
  if (groundRooms.includes(to.room) && !groundRooms.includes(from.room)) return null;
  if (to.room === from.room || isUpstream(to.room, from.room)) return null;
  return `${to.room} is not upstream of ${from.room}`;
}

function objectionInApi(from: Place, to: Place, path: string, typeOnly: boolean): string | null {
  const isClient = /\/generated\/prisma\/(?!enums\.ts$)/.test(path);
  if (isClient && !typeOnly && from.kind !== "platform" && from.kind !== "service") {
    return "the database client belongs to platform, services and testing";
  }
  if (to.kind === "generated" || from.kind === "top") return null;
  if (from.kind === "platform")
    return to.kind === "platform" ? null : `the platform does not import rooms such as ${to.room}`;
  if (to.kind === "top") return "nothing imports the files that wire the server together";
  if (to.kind === "platform") {
    if (from.kind === "service" && /\/(builder|[^/]*\.graphql)\.ts$/.test(path))
      return "a service does not import the builder";
    if (from.kind === "graphql" && path.includes("/database/"))
      return "GraphQL types reach the database through their service";
    return null;
  }
  if (from.kind === "service" && to.kind === "graphql") return "a service does not import its GraphQL types";
  if (to.room === from.room) return null;
  if (!isUpstream(to.room, from.room)) return `${to.room} is not upstream of ${from.room}`;
  if (from.kind === "graphql" && to.kind === "service" && !path.endsWith("/errors.ts")) {
    return "from an upstream room, GraphQL types import *.graphql.ts and errors.ts, not the service";
  }
  return null;
}

function objectionInWeb(from: Place, to: Place): string | null {
  const allowed: Partial<Record<Place["kind"], Place["kind"][]>> = {
    lib: ["lib", "generated"],
    ui: ["ui", "lib", "styles"],
    styles: ["styles"],
    feature: ["lib", "ui", "styles", "generated"],
    page: ["page", "feature", "lib", "ui", "styles", "generated"],
  };
  if (from.kind === "top" || (to.room === from.room && from.kind === "feature")) return null;
  if (allowed[from.kind]?.includes(to.kind)) return null;
  if (from.kind === "feature" && to.kind === "feature")
    return "a feature never imports another; a page composes them";
  return `${from.room} may not import ${to.room}`;
}
