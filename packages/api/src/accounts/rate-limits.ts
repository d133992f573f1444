import { HOUR_MS, type RateLimit } from "../platform/config/rate-limits.ts";

/** Guests created from one address. */
export const GUESTS_MADE: RateLimit = {
  name: "guests",
  variable: "GUESTS_PER_HOUR",
  usual: 600,
  windowMs: HOUR_MS,
};

/** Registrations and changes of e-mail address from one network address. */
export const SIGN_UPS: RateLimit = {
  name: "signUps",
  variable: "SIGN_UPS_PER_HOUR",
  usual: 30,
  windowMs: HOUR_MS,
};

/** Mails with a link requested from one address. */
export const MAIL_REQUESTS: RateLimit = {
  name: "mailRequests",
  variable: "MAIL_REQUESTS_PER_HOUR",
  usual: 30,
  windowMs: HOUR_MS,
};
