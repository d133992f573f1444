import { builder } from "../../platform/builder.ts";
import { isMailDelayed } from "../mail/mail-delivery.ts";

const RegistrationMode = builder.enumType("RegistrationMode", {
  description: "Who may register.",
  values: {
    OPEN: { description: "Everybody." },
    INVITE: { description: "Who has an invitation of an administrator." },
    CLOSED: { description: "Nobody." },
  },
});

const MailState = builder.enumType("MailState", {
  description: "Whether the server sends mail.",
  values: {
    OFF: { description: "It sends none." },
    ON: { description: "It does." },
    DELAYED: { description: "It does, but mail waits at present: the mail server does not answer." },
  },
});

const REGISTRATION_MODES = { open: "OPEN", invite: "INVITE", closed: "CLOSED" } as const;

const ServerInformation = builder.objectRef<Record<string, never>>("ServerInformation").implement({
  description: "What a visitor must know of this server.",
  fields: (t) => ({
    registration: t.field({
      type: RegistrationMode,
      description: "Who may register.",
      resolve: (_parent, _args, { config }) => REGISTRATION_MODES[config.registration],
    }),
    passwordLogin: t.boolean({
      description: "Whether passwords log in.",
      resolve: (_parent, _args, { config }) => config.passwordLogin,
    }),
    mail: t.field({
      type: MailState,
      description: "Whether it sends mail.",
      resolve: (_parent, _args, { config, db }) => {
        if (config.mail === null) return "OFF" as const;
        return isMailDelayed(db.pool) ? ("DELAYED" as const) : ("ON" as const);
      },
    }),
  }),
});

builder.queryField("server", (t) =>
  t.field({
    type: ServerInformation,
    description: "What a visitor must know of this server before they log in.",
    resolve: () => ({}),
  }),
);
