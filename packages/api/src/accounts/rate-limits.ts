import { HOUR_MS, type RateLimit } from "../platform/config/rate-limits.ts";

/** Guests that one address makes. */
export const GUESTS_MADE: RateLimit = {
  name: "guests",
  variable: "GUESTS_PER_HOUR",
  usual: 600,
  windowMs: HOUR_MS,
};

/** Accounts that one address registers, and addresses that one would change to. */
export const SIGN_UPS: RateLimit = {
  name: "signUps",
  variable: "SIGN_UPS_PER_HOUR",
  usual: 30,
  windowMs: HOUR_MS,
};

/** Mails with a link that one address asks for. */
export const MAIL_REQUESTS: RateLimit = {
  name: "mailRequests",
  variable: "MAIL_REQUESTS_PER_HOUR",
  usual: 30,
  windowMs: HOUR_MS,
};
