import { setTimeout as delay } from "node:timers/promises";
import type { MailKind } from "../../generated/prisma/enums.ts";
import { newId } from "../../platform/ids.ts";
import type { Guest, TestApplication } from "../../testing/application.ts";
import type { Owner, Role } from "../../testing/isolation.ts";
import { giveEverything, ROOMS } from "../../testing/isolation-matrix.ts";
import { secretHash } from "../logins/derived-secret.ts";
import { passwordHasher } from "../passwords/password-hashing.ts";
import { type Account, anAccount, anAddress, login, PASSWORD } from "./accounts.ts";

/** All roles of the matrix. */
export interface Cast {
  readonly owner: Owner;
  /** Each role's credential; the token is the owner's, without any scope. */
  readonly credentials: Readonly<
    Record<Role, { readonly bearer: string | null; readonly userId: string | null }>
  >;
}

type Profile = Readonly<Record<string, string | number | boolean>>;

const OWN =
  "{ viewer { auditLog(first: 1) { nodes { id } } invites { nodes { id } } loginSessions { nodes { id isCurrent } } } }";
const PROFILE = `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { __typename } }`;
const TOKEN = `mutation { createApiToken(input: { name: "the owner's", scopes: [READ] }) {
  ... on CreateApiTokenPayload { token } } }`;
const INVITE = "mutation { createInvite(input: {}) { __typename } }";

const ZONES = [
  ...["Asia/Kathmandu", "Asia/Tokyo", "America/Lima", "Africa/Nairobi", "Pacific/Honolulu", "Europe/Berlin"],
  ...["Australia/Sydney", "America/Denver", "Asia/Karachi", "Pacific/Auckland", "America/Halifax"],
];

/** Four time zones where the last hours belong to today, whenever the tests run: a day's numbers then change. */
function zonesByDay(): readonly string[] {
  const hourIn = (timeZone: string) =>
    Number(new Intl.DateTimeFormat("en", { timeZone, hour: "numeric", hourCycle: "h23" }).format(new Date()));
  return ZONES.filter((zone) => hourIn(zone) >= 3 && hourIn(zone) < 23).slice(0, 4);
}

/** Creates all roles. No two share a profile value where the value allows it. */
export async function aCast(application: TestApplication): Promise<Cast> {
  const [ownZone = "UTC", ...zones] = zonesByDay();
  const owner = await anOwner(application, ownZone);
  const made = await owner.ask(TOKEN);
  await application.db.pool.query("UPDATE api_tokens SET scopes = '{}' WHERE user_id = $1", [owner.userId]);
  const [guest, other, admin, second] = await Promise.all([
    application.aGuest(),
    anAccount(application),
    anAccount(application),
    login(application, { email: owner.email }),
  ]);
  await makeAdmin(application, admin);
  await anInvite(application, admin);
  for (const [index, person] of [guest, other, admin].entries()) {
    const weekStart = ["TUESDAY", "THURSDAY", "FRIDAY"][index] ?? "";
    const timezone = zones[index] ?? "";
    await describe(person, { ...named(`Nobody ${index}`), weekStart, timezone, targetSeconds: 10 + index });
    for (const room of ROOMS) await room.giveOther?.(person, index);
  }
  await application.ask("mutation { logout { __typename } }", {}, bearerOf(second.accessToken));
  const { userId } = owner;
  return {
    owner,
    credentials: {
      visitor: { bearer: null, userId: null },
      guest: { bearer: guest.accessToken, userId: guest.userId },
      owner: { bearer: owner.accessToken, userId },
      other: { bearer: other.accessToken, userId: other.userId },
      revoked: { bearer: second.accessToken, userId },
      token: { bearer: made.data.createApiToken.token, userId },
      admin: { bearer: admin.accessToken, userId: admin.userId },
    },
  };
}

const bearerOf = (token: string) => ({ authorization: `Bearer ${token}` });
const named = (name: string) => ({ firstName: name, lastName: `of ${name}` });
const describe = (person: Pick<Guest, "ask">, input: Profile) => person.ask(PROFILE, { input });

async function makeAdmin({ db }: TestApplication, { userId }: Account): Promise<void> {
  await db.pool.query("UPDATE users SET role = 'ADMIN', version = version + 1 WHERE id = $1", [userId]);
}

/** The process uses a cached role for a moment, so the invitation is made without it. */
async function anInvite({ db }: TestApplication, { userId }: Account): Promise<void> {
  const data = { id: newId(Date.now()), userId, secretHash: secretHash(userId), expiresAt: new Date() };
  await db.prisma.invite.create({ data });
}

async function anOwner(application: TestApplication, timezone: string): Promise<Owner> {
  const { db } = application;
  const account = await anAccount(application, { timezone });
  await makeAdmin(application, account);
  await db.pool.query("UPDATE users SET email_confirmed_at = now(), version = 4711 WHERE id = $1", [
    account.userId,
  ]);
  // The process is notified of the role a moment later; until then it uses its cache.
  while ((await account.ask(INVITE)).errors.length > 0) await delay(20);
  const profile = {
    weekStart: "WEDNESDAY",
    targetSeconds: 123.456,
    abandonAfterHours: 7,
    wantsReportEmails: true,
  };
  await describe(account, { ...named("Ottilie"), ...profile });
  const { ids, words } = await giveEverything(application, account, "Ottilie", Date.now());
  await login(application, { email: account.email });
  const { viewer } = (await account.ask(OWN)).data;
  const other = viewer.loginSessions.nodes.find(({ isCurrent }: { isCurrent: boolean }) => !isCurrent);
  const registering = anAddress();
  return {
    ...account,
    ids: {
      ...ids,
      AuditEntry: viewer.auditLog.nodes[0].id,
      Invite: viewer.invites.nodes[0].id,
      LoginSession: other.id,
    },
    words: {
      ...words,
      registering,
      CONFIRM_EMAIL: await aLink(application, "CONFIRM_EMAIL", account.email, account.userId),
      RESET_PASSWORD: await aLink(application, "RESET_PASSWORD", account.email, account.userId),
      CONFIRM_REGISTRATION: await aLink(application, "CONFIRM_REGISTRATION", registering, null),
    },
  };
}

/** A mail's row as the server stores it, with a secret that the test knows. */
async function aLink({ db }: TestApplication, kind: MailKind, recipient: string, userId: string | null) {
  const id = newId(Date.now());
  const registration = {
    email: recipient,
    passwordHash: await passwordHasher.hash(PASSWORD),
    ...{
      firstName: null,
      lastName: null,
      timezone: null,
      guestId: null,
      inviteHash: null,
      hasSetupCode: false,
    },
  };
  const expiresAt = new Date(Date.now() + 3_600_000);
  const more = kind === "CONFIRM_REGISTRATION" ? { registration } : {};
  await db.prisma.mail.create({
    data: { id, kind, recipient, userId, secretHash: secretHash(`link ${id}`), expiresAt, ...more },
  });
  return `link ${id}`;
}
