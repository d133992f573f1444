import type { AuditAct } from "../../generated/graphql.ts";

/** What happened to an account, in words. */
export const ACT_WORDS: Readonly<Record<AuditAct, string>> = {
  BECAME_ADMIN: "Became the server’s administrator",
  EMAIL_CHANGED: "E-mail changed",
  EMAIL_CHANGE_ASKED: "Another e-mail asked for",
  EMAIL_CONFIRMED: "E-mail confirmed",
  GUEST_CLAIMED: "A guest’s work moved into the account",
  INVITE_CREATED: "Invitation made",
  INVITE_REVOKED: "Invitation taken back",
  LOGGED_IN: "Logged in",
  LOGGED_OUT: "Logged out",
  LOGGED_OUT_EVERYWHERE: "Logged out everywhere",
  LOGIN_FAILED: "Wrong password tried",
  LOGIN_REVOKED: "A login ended from another one",
  PASSWORD_CHANGED: "Password changed, other logins ended",
  PASSWORD_RESET: "Password set by a link, every login ended",
  REGISTERED: "Account made",
  RESET_ASKED: "Link to choose a new password asked for",
  RESET_LINK_ISSUED: "An administrator made a link to choose a new password",
  TOKEN_CREATED: "API token made",
  TOKEN_REVOKED: "API token revoked",
};

/** Those that the person should look at, for somebody else may have done them. */
export function isWorthALook(act: AuditAct): boolean {
  return act === "LOGIN_FAILED" || act === "RESET_ASKED" || act === "RESET_LINK_ISSUED";
}
