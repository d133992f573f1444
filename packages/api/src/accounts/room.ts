import type { Room } from "../platform/room.ts";
import { ACCOUNT_EXAMPLES } from "./account-examples.ts";
import { ENDED_LOGINS, GUESTS } from "./account-purges.ts";
import { MEASURE_LARGEST } from "./administration/largest-users.ts";
import { closeEndedSockets } from "./logins/ended-credentials.ts";
import { OLD_LOGIN_TRIES } from "./logins/login-throttle.ts";
import { createMailDelivery, EXPIRED_MAILS } from "./mail/mail-delivery.ts";
import { GUESTS_MADE, MAIL_REQUESTS, SIGN_UPS } from "./rate-limits.ts";

export const accounts: Room = {
  name: "accounts",
  examples: ACCOUNT_EXAMPLES,
  jobs: [
    {
      name: "close sockets of ended logins",
      pattern: "*/3 * * * * *",
      run: ({ db, server }) => closeEndedSockets(db.pool, server),
    },
    MEASURE_LARGEST,
  ],
  rateLimits: [GUESTS_MADE, SIGN_UPS, MAIL_REQUESTS],
  purges: [GUESTS, ENDED_LOGINS, OLD_LOGIN_TRIES, EXPIRED_MAILS],
  start({ config, db, log, publicUrl, secretKey }) {
    if (config.mail === null) return { stop() {} };
    const mail = createMailDelivery({ db, settings: config.mail, secretKey, log, publicUrl });
    return {
      jobs: [
        { name: "send mail", pattern: "* * * * * *", run: () => mail.deliver() },
        { name: "look for the mail server", pattern: "*/10 * * * * *", run: () => mail.look() },
      ],
      stop: () => mail.close(),
    };
  },
};
