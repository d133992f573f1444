import type { MailKind } from "../../generated/prisma/enums.ts";

/** The text of a mail. Plain text only: it loads nothing, and no client can hide the link. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
}

const LINK_RULE = "The link works once and for one hour.";
const NOT_YOU =
  "If this was not you, nothing happens unless somebody opens the link. You can delete this mail.";

/** @param link the URL of the page that the mail's link opens; null for a notice */
type Words = (facts: { readonly link: string | null; readonly server: string }) => MailText;

const WORDS: Readonly<Record<MailKind, Words>> = {
  CONFIRM_REGISTRATION: ({ link, server }) => ({
    subject: "Finish your registration",
    text: `Somebody, probably you, registered this address with Pacekeeper at ${server}.\n\nTo finish, open this link and enter the password you chose:\n${link}\n\n${LINK_RULE} ${NOT_YOU}`,
  }),
  HAS_ACCOUNT: ({ server }) => ({
    subject: "You already have an account",
    text: `Somebody, probably you, wanted to use this address for a Pacekeeper account at ${server}. It already has one.\n\nLog in with it:\n${server}/login\n\nIf you have forgotten the password:\n${server}/reset-password\n\nIf this was not you, nothing has happened. You can delete this mail.`,
  }),
  CONFIRM_EMAIL: ({ link, server }) => ({
    subject: "Confirm your address",
    text: `This address was entered for a Pacekeeper account at ${server}.\n\nTo confirm that it is yours, open:\n${link}\n\n${LINK_RULE} ${NOT_YOU}`,
  }),
  RESET_PASSWORD: ({ link, server }) => ({
    subject: "Choose a new password",
    text: `Somebody, probably you, requested a new password for your Pacekeeper account at ${server}.\n\nTo choose one, open:\n${link}\n\n${LINK_RULE} ${NOT_YOU}`,
  }),
  PASSWORD_CHANGED: ({ server }) => ({
    subject: "Your password was changed",
    text: `The password of your Pacekeeper account at ${server} was changed, and all other logins have ended.\n\nIf this was not you, choose a new one at once:\n${server}/reset-password`,
  }),
  EMAIL_CHANGED: ({ server }) => ({
    subject: "Your address was changed",
    text: `Your Pacekeeper account at ${server} has a new e-mail address. You can no longer log in with this one.\n\nIf this was not you, tell the administrator of that server.`,
  }),
};

/** The text of a mail. @param server the URL that people open, without a trailing slash */
export function mailText(kind: MailKind, link: string | null, server: string): MailText {
  return WORDS[kind]({ link, server });
}
