import { randomUUID } from "node:crypto";
import type { Guest, TestApplication } from "./application.ts";

/** Who asks: nobody, the owner by three credentials, and three others. */
export const ROLES = ["visitor", "guest", "owner", "other", "revoked", "token", "admin"] as const;
export type Role = (typeof ROLES)[number];

/**
 * What a cell of the matrix gets. `own`: an answer, and nothing in it is the owner's unless they ask.
 * `public`: an answer that is nobody's. `null`: nothing, as if it were not there. `401`: the request was
 * turned away. Any other: the code of an error, or the name of the result's type.
 */
export type Outcome = "own" | "public" | "null" | "401" | "FORBIDDEN" | "UNAUTHENTICATED" | (string & {});
export type Gets = Readonly<Record<Role, Outcome>>;

/** Somebody who asks, by whatever credential. */
export type Asker = Pick<Guest, "ask">;
// biome-ignore lint/suspicious/noExplicitAny: the shape is the row's own document
export type Told = any;

/** What somebody was given. */
export interface Given {
  /** Global ids by their type's name. */
  readonly ids: Readonly<Record<string, string>>;
  /** Other words by which their things are known, such as an event's key: nobody else may be told them. */
  readonly words: Readonly<Record<string, string>>;
}

/** Whose things are asked for: an administrator with something of every kind. */
export interface Owner extends Guest, Given {
  readonly email: string;
}

/** A field, and what each role gets for asking. */
export interface Row {
  /** `Query.node`, `User.email`, `Mutation.login`, `Subscription.dayChanged`, `node Question`. */
  readonly of: string;
  /** What is asked; `{}` stands for nothing to fill in. */
  readonly document: string;
  readonly variables?: (owner: Owner, role: Role) => Record<string, unknown>;
  readonly gets: Gets;
  /** Who may get the very value that the owner gets; everybody else must get another one. */
  readonly coincide?: readonly Role[];
  /** The type of the id, and its name in the input unless that is `id`: asked once more for one that nobody has. */
  readonly id?: { readonly type: string; readonly name?: string };
  /** What the owner does before anybody asks. */
  readonly before?: (owner: Owner) => Promise<unknown>;
  /** Acts that the owner's log may gain by it, whoever asked. */
  readonly notes?: readonly string[];
  /** Who may change something of the owner's. */
  readonly changes?: readonly Role[];
}

/** A subscription, and what each role gets for following it. */
export interface FollowedRow extends Row {
  /** What is done to be told of it. */
  readonly act: (person: Asker) => Promise<unknown>;
  /** Whether what was told is the last word. */
  readonly isLast: (told: Told, asker: Asker) => Promise<boolean>;
}

/** What a room brings to the tests of isolation: rows of the matrix, and things for them to be about. */
export interface IsolationOfRoom {
  readonly readings: readonly Row[];
  readonly changes: readonly Row[];
  readonly subscriptions: readonly FollowedRow[];
  /**
   * Gives a person something of every kind.
   *
   * @param name part of whatever has a name
   * @param until epoch ms; what happened lies before it
   * @param given by the rooms upstream
   */
  give(
    application: TestApplication,
    person: Guest,
    name: string,
    until: number,
    given: Given,
  ): Promise<Given>;
  /** Gives another person something too, so that no list is empty; no value of it is the owner's. */
  giveOther?(person: Asker, index: number): Promise<unknown>;
}

/** The same for everybody, but for the login that has ended. */
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
/** Everybody who is signed in gets their own. */
export const OWN = everybody("own", { visitor: "null", token: "FORBIDDEN" });
export const OWNERS_ALONE = everybody("null", { owner: "own", token: "FORBIDDEN" });
/** What is followed: `own` means that it tells of one's own changes and of nobody else's. */
export const FOLLOWED = everybody("own", { visitor: "UNAUTHENTICATED", token: "FORBIDDEN" });

/** Who may do it at all: visitors must sign in, and the token holds no scope for it. */
export function signedIn(guest: Outcome, other: Outcome, admin: Outcome, owner: Outcome): Gets {
  return { visitor: "UNAUTHENTICATED", guest, owner, other, revoked: "401", token: "FORBIDDEN", admin };
}

/** A field of `User`. @param selection left out: the bare field */
export function ofUser(name: string, selection = name, more: Partial<Row> = {}): Row {
  return { of: `User.${name}`, document: `{ viewer { it: ${selection} } }`, gets: OWN, ...more };
}

/** A type whose things are asked for by their ids. */
export function nodeOf(type: string): Row {
  return {
    of: `node ${type}`,
    document: "query ($id: ID!) { it: node(id: $id) { __typename id } }",
    variables: ({ ids }) => ({ id: ids[type] }),
    id: { type },
    gets: OWNERS_ALONE,
  };
}

/**
 * @param input null: the mutation takes none
 * @param selection what is asked of an answer beside its type: whatever could tell of somebody else
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

/** A mutation that names something of the owner's by its id. */
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

/** The global id of a thing of a type that nobody has. */
export const nobodysId = (type: string) => btoa(`${type}:${randomUUID()}`);
