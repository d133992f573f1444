import { readEmailAddress } from "@pacekeeper/domain/accounts/email-address";
import type { VariableReader } from "./variables.ts";

/** How mail leaves this server. */
export interface MailSettings {
  /** `smtp://user:password@host:port`, or `smtps://…` for TLS from the first byte. */
  readonly smtpUrl: string;
  /** The sender: an address, or `Name <address>`. */
  readonly from: string;
}

/**
 * Reads SMTP_URL and MAIL_FROM, or the names that the older systems used for them. Null: no mail. Problems go to the
 * reader.
 */
export function readMail(read: VariableReader): MailSettings | null {
  const smtpUrl = readSmtpUrl(read) ?? olderUrl(read);
  if (smtpUrl === null) return null;
  const from = read.text("MAIL_FROM") ?? read.text("EMAIL_FROM") ?? read.text("DEFAULT_FROM_EMAIL");
  if (from === null) {
    read.reject("MAIL_FROM", "is required to send mail, such as Pacekeeper <pace@example.org>");
    return null;
  }
  const address = /<([^<>]*)>$/.exec(from)?.[1] ?? from;
  if (readEmailAddress(address) === null || /[\r\n]/.test(from)) {
    read.reject("MAIL_FROM", "must be an address, such as Pacekeeper <pace@example.org>", from);
  }
  return { smtpUrl, from };
}

function readSmtpUrl(read: VariableReader): string | null {
  const value = read.text("SMTP_URL");
  if (value === null) return null;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === "") {
    // The value is not repeated: it may hold a password.
    read.reject("SMTP_URL", "must look like smtp://user:password@host:587 or smtps://host:465");
  }
  return value;
}

/** EMAIL_HOST and its companion variables as one URL. */
function olderUrl(read: VariableReader): string | null {
  const host = read.text("EMAIL_HOST");
  if (host === null) return null;
  const tls = read.boolean("EMAIL_USE_SSL", false);
  const port = read.integer("EMAIL_PORT", tls ? 465 : 587, 1, 65_535);
  const user = read.text("EMAIL_HOST_USER") ?? read.text("EMAIL_USER");
  const password = read.text("EMAIL_HOST_PASSWORD") ?? read.text("EMAIL_PASSWORD");
  const url = `${tls ? "smtps" : "smtp"}://${user ? `${encoded(user)}:${encoded(password ?? "")}@` : ""}${host}:${port}`;
  if (URL.canParse(url)) return url;
  read.reject("EMAIL_HOST", "must be the name of a mail server, such as smtp.example.org", host);
  return null;
}

const encoded = (text: string) => encodeURIComponent(text);
