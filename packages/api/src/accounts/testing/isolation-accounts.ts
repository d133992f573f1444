import {
  byId,
  everybody,
  type Gets,
  type IsolationOfRoom,
  mutation,
  nodeOf,
  type Outcome,
  OWN,
  type Owner,
  ofUser,
  type Role,
  type Row,
  signedIn,
} from "../../testing/isolation.ts";
import { anAddress, PASSWORD } from "./accounts.ts";

const NEW_PASSWORD = "a brand new password";

const READINGS: readonly Row[] = [
  {
    of: "Query.server",
    document: "{ it: server { registration mail } }",
    gets: everybody("public"),
    coincide: ["visitor", "guest", "other", "token", "admin"],
  },
  { of: "Query.viewer", document: "{ it: viewer { id } }", gets: OWN },
  ...[
    "abandonAfterHours",
    "firstName",
    "id",
    "isEmailConfirmed",
    "lastName",
    "targetSeconds",
    "timezone",
  ].map((name) => ofUser(name)),
  ...["wantsReportEmails", "weekStart"].map((name) => ofUser(name)),
  ofUser("apiTokens", "apiTokens { nodes { id name } edges { cursor } }"),
  ofUser("auditLog", "auditLog { nodes { id address } edges { cursor } }"),
  // A guest has no address, so null is their own value.
  ofUser("email", "email", { gets: { ...OWN, guest: "null" } }),
  ofUser("invites", "invites { id }"),
  ofUser("kind", "kind", { coincide: ["other", "admin"] }),
  ofUser("loginSessions", "loginSessions { nodes { id device } edges { cursor } }"),
  ofUser("role", "role", { coincide: ["admin"] }),
  // A small number, which people may share.
  ofUser("version", "version", { coincide: ["guest", "other", "admin"] }),
  ...["ApiToken", "AuditEntry", "Invite", "LoginSession", "User"].map(nodeOf),
];

/** Anybody may try; only the person who knows the secret succeeds. */
function secret(refused: Outcome, owner: Outcome): Gets {
  return everybody(refused, { owner });
}

const payload = (name: string) => `${name}Payload`;
const everybodys = (name: string) => signedIn(payload(name), payload(name), payload(name), payload(name));
const notGuests = (name: string) => signedIn("FORBIDDEN", payload(name), payload(name), payload(name));
/** The owner knows the secret of their link; everybody else guesses. */
const link = (kind: string) => (owner: Owner, role: Role) =>
  role === "owner" ? owner.words[kind] : "x".repeat(43);
const LOGGED_IN = "... on LoginPayload { user { id } }";

const CHANGES: readonly Row[] = [
  mutation(
    "changeEmail",
    ({ email }, role) => ({ currentPassword: PASSWORD, newEmail: role === "owner" ? anAddress() : email }),
    signedIn("FORBIDDEN", "EmailTaken", "EmailTaken", "ChangeEmailPayload"),
    {},
    "... on ChangeEmailPayload { user { id email } } ... on Error { message }",
  ),
  mutation(
    "changePassword",
    () => ({ currentPassword: PASSWORD, newPassword: NEW_PASSWORD }),
    notGuests("ChangePassword"),
    {},
    "... on ChangePasswordPayload { user { id } }",
  ),
  mutation(
    "confirmEmail",
    (owner, role) => ({ token: link("CONFIRM_EMAIL")(owner, role) }),
    secret("LinkExpired", "ConfirmEmailPayload"),
  ),
  mutation(
    "confirmRegistration",
    ({ words }, role) => ({
      token: words.CONFIRM_REGISTRATION,
      password: role === "owner" ? PASSWORD : "not the password",
    }),
    secret("WrongLogin", "LoginPayload"),
  ),
  mutation(
    "continueAsGuest",
    () => ({ timezone: "UTC" }),
    secret("LoginPayload", "LoginPayload"),
    {},
    LOGGED_IN,
  ),
  mutation(
    "createApiToken",
    () => ({ name: "mine", scopes: ["read"] }),
    everybodys("CreateApiToken"),
    {},
    "... on CreateApiTokenPayload { apiToken { id } }",
  ),
  mutation(
    "createInvite",
    () => ({ days: 1 }),
    signedIn("FORBIDDEN", "FORBIDDEN", "CreateInvitePayload", "CreateInvitePayload"),
    {},
    "... on CreateInvitePayload { invite { id } }",
  ),
  mutation(
    "createPasswordResetLink",
    ({ email }) => ({ email }),
    signedIn("FORBIDDEN", "FORBIDDEN", "CreatePasswordResetLinkPayload", "CreatePasswordResetLinkPayload"),
    { changes: ["admin"] },
  ),
  mutation(
    "deleteAccount",
    () => ({ password: PASSWORD }),
    everybodys("DeleteAccount"),
    {},
    "... on DeleteAccountPayload { deletedId }",
  ),
  mutation(
    "login",
    ({ email }, role) => ({ email, password: role === "owner" ? PASSWORD : "not the password" }),
    secret("WrongLogin", "LoginPayload"),
    { notes: ["LOGIN_FAILED"] },
  ),
  mutation("logout", null, everybodys("Logout")),
  mutation("logoutEverywhere", null, notGuests("LogoutEverywhere")),
  mutation("register", ({ email }) => ({ email, password: PASSWORD }), secret("EmailTaken", "EmailTaken")),
  mutation("requestEmailConfirmation", null, signedIn("FORBIDDEN", "MailIsOff", "MailIsOff", "MailIsOff")),
  mutation("requestPasswordReset", ({ email }) => ({ email }), secret("MailIsOff", "MailIsOff")),
  mutation(
    "resetPassword",
    (owner, role) => ({ token: link("RESET_PASSWORD")(owner, role), newPassword: NEW_PASSWORD }),
    secret("LinkExpired", "ResetPasswordPayload"),
  ),
  byId(
    "revokeApiToken",
    "ApiToken",
    { owner: "RevokeApiTokenPayload" },
    "... on RevokeApiTokenPayload { apiToken { id } } ... on Error { message }",
  ),
  byId(
    "revokeInvite",
    "Invite",
    { guest: "FORBIDDEN", other: "FORBIDDEN", owner: "RevokeInvitePayload" },
    "... on RevokeInvitePayload { deletedId } ... on Error { message }",
  ),
  byId(
    "revokeLoginSession",
    "LoginSession",
    { owner: "RevokeLoginSessionPayload" },
    "... on RevokeLoginSessionPayload { loginSession { id } } ... on Error { message }",
  ),
  mutation(
    "updateProfile",
    () => ({ firstName: "Eve" }),
    everybodys("UpdateProfile"),
    {},
    "... on UpdateProfilePayload { user { id email firstName } }",
  ),
];

const TOKEN = `mutation ($name: String!) { createApiToken(input: { name: $name, scopes: ["tracking:write"] }) {
  ... on CreateApiTokenPayload { apiToken { id } } } }`;
const OWN_THINGS = "{ viewer { id loginSessions { nodes { id isCurrent } } } }";

export const ACCOUNTS_ISOLATION: IsolationOfRoom = {
  readings: READINGS,
  changes: CHANGES,
  subscriptions: [],
  async give(_application, person, name) {
    const made = await person.ask(TOKEN, { name: `Widget of ${name}` });
    if (made.errors.length > 0) throw new Error(JSON.stringify(made));
    const { viewer } = (await person.ask(OWN_THINGS)).data;
    const login = viewer.loginSessions.nodes.find(({ isCurrent }: { isCurrent: boolean }) => isCurrent);
    const ids = { User: viewer.id, ApiToken: made.data.createApiToken.apiToken.id, LoginSession: login.id };
    return { ids, words: {} };
  },
  giveOther: (person, index) => person.ask(TOKEN, { name: `Nothing ${index}` }),
};
