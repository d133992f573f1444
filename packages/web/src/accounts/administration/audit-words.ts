import type { AuditAct } from "../../generated/graphql.ts";

/** The words for each act in the audit log. */
export const ACT_WORDS: Readonly<Record<AuditAct, string>> = {
  BECAME_ADMIN: "Became the server’s administrator",
  EMAIL_CHANGED: "E-mail changed",
  EMAIL_CHANGE_ASKED: "Change of e-mail requested",
  EMAIL_CONFIRMED: "E-mail confirmed",
  GUEST_CLAIMED: "A guest’s work moved into the account",
  INVITE_CREATED: "Invitation created",
  INVITE_REVOKED: "Invitation revoked",
  LOGGED_IN: "Logged in",
  LOGGED_OUT: "Logged out",
  LOGGED_OUT_EVERYWHERE: "Logged out everywhere",
  LOGIN_FAILED: "Wrong password entered",
  LOGIN_REVOKED: "Login ended from another login",
  PASSWORD_CHANGED: "Password changed, other logins ended",
  PASSWORD_RESET: "Password reset by a link, every login ended",
  REGISTERED: "Account created",
  RESET_ASKED: "Password reset link requested",
  RESET_LINK_ISSUED: "Password reset link created by an administrator",
  TOKEN_CREATED: "API token created",
  TOKEN_REVOKED: "API token revoked",
};

/** Whether an act deserves attention, because somebody else may have done it. */
export function isWorthALook(act: AuditAct): boolean {
  return act === "LOGIN_FAILED" || act === "RESET_ASKED" || act === "RESET_LINK_ISSUED";
}
