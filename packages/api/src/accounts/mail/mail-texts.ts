import type { MailKind } from "../../generated/prisma/enums.ts";

/** A mail in words. Plain text alone: nothing in it loads from anywhere, and no client can hide the link. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
}

const LINK_RULE = "The link works once and for one hour.";
const NOT_YOU =
  "If this was not you, nothing happens unless somebody opens the link. You can delete this mail.";

/** @param link the address of the page that the mail's link opens; null for a notice */
type Words = (facts: { readonly link: string | null; readonly server: string }) => MailText;

const WORDS: Readonly<Record<MailKind, Words>> = {
  CONFIRM_REGISTRATION: ({ link, server }) => ({
    subject: "Finish your registration",
    text: `Somebody, probably you, registered this address with Pacekeeper at ${server}.\n\nTo finish, open this link and enter the password you chose:\n${link}\n\n${LINK_RULE} ${NOT_YOU}`,
  }),
  HAS_ACCOUNT: ({ server }) => ({
    subject: "You have an account already",
    text: `Somebody, probably you, wanted to use this address for an account of Pacekeeper at ${server}, which has one already.\n\nLog in with it:\n${server}/login\n\nIf you do not know the password any more:\n${server}/reset-password\n\nIf this was not you, nothing has happened. You can delete this mail.`,
  }),
  CONFIRM_EMAIL: ({ link, server }) => ({
    subject: "Confirm your address",
    text: `This address was entered for an account of Pacekeeper at ${server}.\n\nTo confirm that it is yours, open:\n${link}\n\n${LINK_RULE} ${NOT_YOU}`,
  }),
  RESET_PASSWORD: ({ link, server }) => ({
    subject: "Choose a new password",
    text: `Somebody, probably you, asked for a new password for your account of Pacekeeper at ${server}.\n\nTo choose one, open:\n${link}\n\n${LINK_RULE} ${NOT_YOU}`,
  }),
  PASSWORD_CHANGED: ({ server }) => ({
    subject: "Your password was changed",
    text: `The password of your account of Pacekeeper at ${server} was changed, and every other login has ended.\n\nIf this was not you, choose a new one at once:\n${server}/reset-password`,
  }),
  EMAIL_CHANGED: ({ server }) => ({
    subject: "Your address was changed",
    text: `Your account of Pacekeeper at ${server} has a new e-mail address. This one no longer logs in.\n\nIf this was not you, tell the administrator of that server.`,
  }),
};

/** The words of a mail. @param server the address that people open, without a trailing slash */
export function mailText(kind: MailKind, link: string | null, server: string): MailText {
  return WORDS[kind]({ link, server });
}
