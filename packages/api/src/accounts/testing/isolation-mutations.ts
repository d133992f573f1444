import type { Owner, Role } from "../../testing/isolation-cast.ts";
import type { Gets, Outcome, Row } from "../../testing/isolation-matrix.ts";
import { anAddress, PASSWORD } from "./accounts.ts";

const NEW_PASSWORD = "a brand new password";

/** Who may do it at all: visitors must sign in, and the token holds no scope for it. */
export function signedIn(guest: Outcome, other: Outcome, admin: Outcome, owner: Outcome): Gets {
  return { visitor: "UNAUTHENTICATED", guest, owner, other, revoked: "401", token: "FORBIDDEN", admin };
}

/** Anybody may try, and only who knows the secret gets further. */
function secret(refused: Outcome, owner: Outcome): Gets {
  const [visitor, guest, other, token, admin] = [refused, refused, refused, refused, refused];
  return { visitor, guest, owner, other, revoked: "401", token, admin };
}

export type Input = (owner: Owner, role: Role) => Record<string, unknown>;

/** @param input null: the mutation takes none */
export function mutation(
  name: string,
  input: Input | null,
  gets: Gets,
  more: Partial<Row> = {},
  asked = `__typename ${SELECTIONS[name] ?? ""}`,
): Row {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
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

/** What is asked of an answer beside its type: whatever could tell of somebody else. */
const SELECTIONS: Readonly<Record<string, string>> = {
  changeEmail: "... on ChangeEmailPayload { user { id email } } ... on Error { message }",
  changePassword: "... on ChangePasswordPayload { user { id } }",
  continueAsGuest: "... on LoginPayload { user { id } }",
  createApiToken: "... on CreateApiTokenPayload { apiToken { id } }",
  createInvite: "... on CreateInvitePayload { invite { id } }",
  deleteAccount: "... on DeleteAccountPayload { deletedId }",
  deleteQuestion: "... on DeleteQuestionPayload { session { id } } ... on Error { message }",
  deleteWorkSession: "... on DeleteWorkSessionPayload { deletedId } ... on Error { message }",
  recordEvent: "... on RecordEventPayload { session { id } } ... on Error { message }",
  recordEvents: `... on RecordEventsPayload { results { __typename ... on Error { message }
    ... on RecordEventPayload { session { id } } } session { id } }`,
  reopenWorkSession: "... on Error { message }",
  restoreQuestion: "... on RestoreQuestionPayload { question { id } } ... on Error { message }",
  restoreWorkSession: "... on RestoreWorkSessionPayload { session { id } } ... on Error { message }",
  revokeApiToken: "... on RevokeApiTokenPayload { apiToken { id } } ... on Error { message }",
  revokeInvite: "... on RevokeInvitePayload { deletedId } ... on Error { message }",
  revokeLoginSession: "... on RevokeLoginSessionPayload { loginSession { id } } ... on Error { message }",
  updateProfile: "... on UpdateProfilePayload { user { id email firstName } }",
};

/** A mutation that names something of the owner's by its id. */
function byId(name: string, type: string, guest: Outcome, other: Outcome, owner: Outcome, more = {}): Row {
  const gets = signedIn(guest, other, "NotFound", owner);
  return mutation(name, ({ ids }) => ({ id: ids[type] }), gets, { id: { type }, ...more });
}

const payload = (name: string) => `${name}Payload`;
const undo = (name: string, type: string) => (owner: Owner) =>
  owner.ask(`mutation ($id: ID!) { ${name}(input: { id: $id }) { __typename } }`, { id: owner.ids[type] });

const everybodys = (name: string) => signedIn(payload(name), payload(name), payload(name), payload(name));
const notGuests = (name: string) => signedIn("FORBIDDEN", payload(name), payload(name), payload(name));
const next = ({ activeKey }: Owner) => ({ type: "NEXT", sessionKey: activeKey });
const followed = signedIn("NotFound", "NotFound", "NotFound", "RecordEventPayload");
/** The owner knows the secret of their link; everybody else guesses. */
const link = (kind: keyof Owner["links"]) => (owner: Owner, role: Role) =>
  role === "owner" ? owner.links[kind] : "x".repeat(43);

export const MUTATIONS: readonly Row[] = [
  mutation(
    "changeEmail",
    ({ email }, role) => ({ currentPassword: PASSWORD, newEmail: role === "owner" ? anAddress() : email }),
    signedIn("FORBIDDEN", "EmailTaken", "EmailTaken", "ChangeEmailPayload"),
  ),
  mutation(
    "changePassword",
    () => ({ currentPassword: PASSWORD, newPassword: NEW_PASSWORD }),
    notGuests("ChangePassword"),
  ),
  mutation(
    "confirmEmail",
    (owner, role) => ({ token: link("CONFIRM_EMAIL")(owner, role) }),
    secret("LinkExpired", "ConfirmEmailPayload"),
  ),
  mutation(
    "confirmRegistration",
    ({ links }, role) => ({
      token: links.CONFIRM_REGISTRATION,
      password: role === "owner" ? PASSWORD : "not the password",
    }),
    secret("WrongLogin", "LoginPayload"),
  ),
  mutation("continueAsGuest", () => ({ timezone: "UTC" }), secret("LoginPayload", "LoginPayload")),
  mutation("createApiToken", () => ({ name: "mine", scopes: ["read"] }), everybodys("CreateApiToken")),
  mutation(
    "createInvite",
    () => ({ days: 1 }),
    signedIn("FORBIDDEN", "FORBIDDEN", "CreateInvitePayload", "CreateInvitePayload"),
  ),
  mutation(
    "createPasswordResetLink",
    ({ email }) => ({ email }),
    signedIn("FORBIDDEN", "FORBIDDEN", "CreatePasswordResetLinkPayload", "CreatePasswordResetLinkPayload"),
    { changes: ["admin"] },
  ),
  mutation("deleteAccount", () => ({ password: PASSWORD }), everybodys("DeleteAccount")),
  byId("deleteQuestion", "Question", "NotFound", "NotFound", "DeleteQuestionPayload"),
  byId("deleteWorkSession", "WorkSession", "NotFound", "NotFound", "DeleteWorkSessionPayload"),
  mutation(
    "login",
    ({ email }, role) => ({ email, password: role === "owner" ? PASSWORD : "not the password" }),
    secret("WrongLogin", "LoginPayload"),
    { notes: ["LOGIN_FAILED"] },
  ),
  mutation("logout", null, everybodys("Logout")),
  mutation("logoutEverywhere", null, notGuests("LogoutEverywhere")),
  mutation("recordEvent", next, followed),
  mutation("recordEvents", (owner) => ({ events: [next(owner)] }), followed),
  mutation("register", ({ email }) => ({ email, password: PASSWORD }), secret("EmailTaken", "EmailTaken")),
  // Too late is what an owner hears: they were found.
  byId("reopenWorkSession", "WorkSession", "NotFound", "NotFound", "ReopenTooLate"),
  mutation("requestEmailConfirmation", null, signedIn("FORBIDDEN", "MailIsOff", "MailIsOff", "MailIsOff")),
  mutation("requestPasswordReset", ({ email }) => ({ email }), secret("MailIsOff", "MailIsOff")),
  mutation(
    "resetPassword",
    (owner, role) => ({ token: link("RESET_PASSWORD")(owner, role), newPassword: NEW_PASSWORD }),
    secret("LinkExpired", "ResetPasswordPayload"),
  ),
  byId("restoreQuestion", "Question", "NotFound", "NotFound", "RestoreQuestionPayload", {
    before: undo("deleteQuestion", "Question"),
  }),
  byId("restoreWorkSession", "WorkSession", "NotFound", "NotFound", "RestoreWorkSessionPayload", {
    before: undo("deleteWorkSession", "WorkSession"),
  }),
  byId("revokeApiToken", "ApiToken", "NotFound", "NotFound", "RevokeApiTokenPayload"),
  byId("revokeInvite", "Invite", "FORBIDDEN", "FORBIDDEN", "RevokeInvitePayload"),
  byId("revokeLoginSession", "LoginSession", "NotFound", "NotFound", "RevokeLoginSessionPayload"),
  mutation("updateProfile", () => ({ firstName: "Eve" }), everybodys("UpdateProfile")),
];
