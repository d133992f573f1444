import { StartupError } from "./startup-error.ts";

const remedies: Record<string, string> = {
  ECONNREFUSED: "Nothing listens there. Check the host and the port, and that the server is running.",
  ENOENT: "There is no such socket. Check the path, and that the server is running.",
  ENOTFOUND: "The host name is unknown. Check its spelling in DATABASE_URL.",
  EAI_AGAIN: "The host name could not be looked up. Check its spelling and this machine's DNS.",
  EHOSTUNREACH: "The host cannot be reached. Check the network between it and this machine.",
  ENETUNREACH: "The host cannot be reached. Check the network between it and this machine.",
  ETIMEDOUT: "The host did not answer. Check its address and the firewalls in between.",
  ECONNRESET: "The server reset the connection. Check that the port is PostgreSQL's.",
  EACCES: "Permission to open the socket was denied. Check the permissions of its directory.",
  "28P01": "The password is wrong, or the user does not exist. Correct them in DATABASE_URL.",
  "28000":
    "The server does not accept this user from this host. Check the user and the server's pg_hba.conf.",
  "3D000": "There is no such database. Create it, owned by that user, or correct its name in DATABASE_URL.",
  "42501": "The user may not connect to this database. Make it the database's owner.",
  "53300":
    "The server has no free connections. Raise its max_connections or close other programs' connections.",
  "57P03": "The server is starting up or shutting down. Try again when it is ready.",
};

/**
 * Turns a connection failure into one paragraph for the operator. `description` names the target without the password.
 * The driver's message is quoted only where it has no code, since those messages hold no password.
 */
export function explainConnectionFailure(error: unknown, description: string): StartupError {
  const code = failureCode(error);
  const said = error instanceof Error ? error.message : String(error);
  const remedy =
    remedies[code] ??
    (said.includes("timeout")
      ? remedies.ETIMEDOUT
      : said.includes("SSL") || code.includes("CERT")
        ? `The encrypted connection failed: ${said}. Check sslmode and the certificates in DATABASE_URL.`
        : said.includes("password must be a string")
          ? "The server asks for a password and DATABASE_URL gives none. Add it."
          : `The server's answer was: ${said || code}.`);
  return new StartupError(`Pacekeeper cannot connect to the ${description}. ${remedy}`);
}

/**
 * The system's or PostgreSQL's code of a failure; "" when it has none. For an AggregateError, the code of the first
 * attempt.
 */
export function failureCode(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return failureCode(error.errors[0]);
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
