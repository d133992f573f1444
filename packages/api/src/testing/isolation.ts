import { randomUUID } from "node:crypto";
import type { Guest, TestApplication } from "./application.ts";

/** The senders: nobody, the owner with three credentials, and three others. */
export const ROLES = ["visitor", "guest", "owner", "other", "revoked", "token", "admin"] as const;
export type Role = (typeof ROLES)[number];

/**
 * The outcome of a cell of the matrix. `own`: an answer that contains the owner's data only for the owner. `public`: an
 * answer without anybody's data. `null`: nothing, as if it did not exist. `401`: the request was refused. Any other: an
 * error code, or the name of the result's type.
 */
export type Outcome = "own" | "public" | "null" | "401" | "FORBIDDEN" | "UNAUTHENTICATED" | (string & {});
export type Gets = Readonly<Record<Role, Outcome>>;

/** A sender, with any credential. */
export type Asker = Pick<Guest, "ask">;
// biome-ignore lint/suspicious/noExplicitAny: the shape is the row's own document
export type Told = any;

/** What a person was given. */
export interface Given {
  /** Global ids by their type's name. */
  readonly ids: Readonly<Record<string, string>>;
  /** Other strings that identify their data, such as an event's key: nobody else may see them. */
  readonly words: Readonly<Record<string, string>>;
}

/** The owner of the requested data: an administrator with data of every kind. */
export interface Owner extends Guest, Given {
  readonly email: string;
}

/** A field, and what each role gets when requesting it. */
export interface Row {
  /** `Query.node`, `User.email`, `Mutation.login`, `Subscription.dayChanged`, `node Question`. */
  readonly of: string;
  /** The document. */
  readonly document: string;
  readonly variables?: (owner: Owner, role: Role) => Record<string, unknown>;
  readonly gets: Gets;
  /** Roles that may get the same value as the owner; all others must get a different one. */
  readonly coincide?: readonly Role[];
  /** The type of the id, and its name in the input unless that is `id`. The request is repeated with an unknown id. */
  readonly id?: { readonly type: string; readonly name?: string };
  /** What the owner does before the requests. */
  readonly before?: (owner: Owner) => Promise<unknown>;
  /** Acts that the request may add to the owner's audit log, whoever sends it. */
  readonly notes?: readonly string[];
  /** Roles that may change the owner's data. */
  readonly changes?: readonly Role[];
}

/** A subscription, and what each role gets for following it. */
export interface FollowedRow extends Row {
  /** The change that triggers the subscription. */
  readonly act: (person: Asker) => Promise<unknown>;
  /** Whether a received value is the last one. */
  readonly isLast: (told: Told, asker: Asker) => Promise<boolean>;
}

/** A room's part of the isolation tests: rows of the matrix, and data for them. */
export interface IsolationOfRoom {
  readonly readings: readonly Row[];
  readonly changes: readonly Row[];
  readonly subscriptions: readonly FollowedRow[];
  /**
   * Gives a person data of every kind.
   *
   * @param name part of everything that has a name
   * @param until epoch ms; everything happened before it
   * @param given by the rooms upstream
   */
  give(
    application: TestApplication,
    person: Guest,
    name: string,
    until: number,
    given: Given,
  ): Promise<Given>;
  /** Gives another person data too, so that no list is empty; none of its values equals the owner's. */
  giveOther?(person: Asker, index: number): Promise<unknown>;
}

/** The same for all roles, except the login that has ended. */
export const everybody = (outcome: Outcome, more: Partial<Gets> = {}): Gets => ({
  visitor: outcome,
  guest: outcome,
  owner: outcome,
  other: outcome,
  revoked: "401",
  token: outcome,
  admin: outcome,
  ...more,
});
/** Everybody who is signed in gets their own data. */
export const OWN = everybody("own", { visitor: "null", token: "FORBIDDEN" });
/** Likewise a token, whatever its scopes. */
export const OWN_WITH_ANY = everybody("own", { visitor: "null" });
export const OWNERS_ALONE = everybody("null", { owner: "own", token: "FORBIDDEN" });
/** For subscriptions: `own` means that only one's own changes arrive. */
export const FOLLOWED = everybody("own", { visitor: "UNAUTHENTICATED", token: "FORBIDDEN" });

/** For mutations: visitors must sign in, and the token has no scope for it. */
export function signedIn(guest: Outcome, other: Outcome, admin: Outcome, owner: Outcome): Gets {
  return { visitor: "UNAUTHENTICATED", guest, owner, other, revoked: "401", token: "FORBIDDEN", admin };
}

/** A field of `User`. @param selection omitted: the bare field */
export function ofUser(name: string, selection = name, more: Partial<Row> = {}): Row {
  return { of: `User.${name}`, document: `{ viewer { it: ${selection} } }`, gets: OWN, ...more };
}

/** A type whose objects are requested by id. */
export function nodeOf(type: string, more: Partial<Gets> = {}): Row {
  return {
    of: `node ${type}`,
    document: "query ($id: ID!) { it: node(id: $id) { __typename id } }",
    variables: ({ ids }) => ({ id: ids[type] }),
    id: { type },
    gets: { ...OWNERS_ALONE, ...more },
  };
}

/**
 * @param input null: the mutation takes none
 * @param selection what is requested of the answer besides its type: everything that might reveal others' data
 */
export function mutation(
  name: string,
  input: ((owner: Owner, role: Role) => Record<string, unknown>) | null,
  gets: Gets,
  more: Partial<Row> = {},
  selection = "",
): Row {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const asked = `__typename ${selection}`;
  return {
    of: `Mutation.${name}`,
    document: input
      ? `mutation ($input: ${type}!) { it: ${name}(input: $input) { ${asked} } }`
      : `mutation { it: ${name} { ${asked} } }`,
    ...(input && { variables: (owner, role) => ({ input: input(owner, role) }) }),
    gets,
    ...more,
  };
}

/** A mutation that names one of the owner's objects by id. */
export function byId(
  name: string,
  type: string,
  { guest = "NotFound", other = "NotFound", owner }: { guest?: Outcome; other?: Outcome; owner: Outcome },
  selection: string,
  more: Partial<Row> = {},
): Row {
  const gets = signedIn(guest, other, "NotFound", owner);
  return mutation(name, ({ ids }) => ({ id: ids[type] }), gets, { id: { type }, ...more }, selection);
}

/** The global id of a type's object that nobody has. */
export const nobodysId = (type: string) => btoa(`${type}:${randomUUID()}`);
