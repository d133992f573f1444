import { StartupError } from "./startup-error.ts";

/** The operator's own server, as named in DATABASE_URL. */
export type DatabaseAddress = {
  /** The whole URL, password included, with the session settings that Pacekeeper relies on. */
  url: string;
  /** For people and logs: user, host and database, without the password. */
  description: string;
};

const shape = "postgresql://user:password@host:5432/database";

/**
 * Reads a DATABASE_URL and adds `timezone=UTC` to its session options.
 *
 * @throws StartupError that says what is wrong with the URL, without repeating it: it holds a password
 */
export function readDatabaseUrl(text: string): DatabaseAddress {
  // In PostgreSQL an empty host means that a parameter names the socket; the URL standard does not allow one.
  const complete = text.trim().replace("@/", "@localhost/");
  if (!URL.canParse(complete)) {
    throw new StartupError(
      `DATABASE_URL is not a URL. It should look like ${shape}, with special characters in the password percent-encoded.`,
    );
  }
  const url = new URL(complete);
  if (url.protocol !== "postgresql:" && url.protocol !== "postgres:") {
    throw new StartupError(
      `DATABASE_URL begins with ${url.protocol}// but Pacekeeper needs PostgreSQL. It should look like ${shape}.`,
    );
  }
  const database = decoded(url.pathname.slice(1));
  if (database === "") {
    throw new StartupError(`DATABASE_URL names no database. It should look like ${shape}.`);
  }
  const schema = url.searchParams.get("schema");
  if (schema !== null && schema !== "public") {
    throw new StartupError(
      `DATABASE_URL asks for the schema "${schema}", but Pacekeeper uses "public". Give it a database of its own and leave the schema parameter out.`,
    );
  }
  const options = [url.searchParams.get("options"), "-c timezone=UTC"].filter((part) => part !== null);
  const parameters = [...url.searchParams].filter(([name]) => name !== "schema" && name !== "options");
  // Spaces as %20: PostgreSQL's own tools do not read the plus sign of URLSearchParams as a space.
  url.search = [...parameters, ["options", options.join(" ")]]
    .map((pair) => pair.map((part) => encodeURIComponent(part ?? "")).join("="))
    .join("&");
  const host = url.searchParams.get("host") ?? `${url.hostname || "localhost"}:${url.port || "5432"}`;
  const user = decoded(url.username) || "the default user";
  return { url: url.href, description: `database "${database}" on ${host} as ${user}` };
}

/** The URL with more settings for its sessions, beside those that it has already. */
export function withSessionSettings(url: string, settings: Readonly<Record<string, number>>): string {
  const changed = new URL(url);
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  changed.searchParams.set(
    "options",
    [changed.searchParams.get("options") ?? "", ...options].join(" ").trim(),
  );
  return changed.href;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
