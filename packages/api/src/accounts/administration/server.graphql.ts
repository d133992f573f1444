import { builder } from "../../platform/builder.ts";
import { isMailDelayed } from "../mail/mail-delivery.ts";

const RegistrationMode = builder.enumType("RegistrationMode", {
  description: "Who may register.",
  values: {
    OPEN: { description: "Anybody." },
    INVITE: { description: "People with an administrator's invitation." },
    CLOSED: { description: "Nobody." },
  },
});

const MailState = builder.enumType("MailState", {
  description: "Whether the server sends mail.",
  values: {
    OFF: { description: "It sends no mail." },
    ON: { description: "It sends mail." },
    DELAYED: {
      description: "It sends mail, but mail is currently delayed: the mail server does not answer.",
    },
  },
});

const REGISTRATION_MODES = { open: "OPEN", invite: "INVITE", closed: "CLOSED" } as const;

const ServerInformation = builder.objectRef<Record<string, never>>("ServerInformation").implement({
  description: "What a visitor must know about this server.",
  fields: (t) => ({
    registration: t.field({
      type: RegistrationMode,
      description: "Who may register.",
      resolve: (_parent, _args, { config }) => REGISTRATION_MODES[config.registration],
    }),
    passwordLogin: t.boolean({
      description: "Whether people can log in with a password.",
      resolve: (_parent, _args, { config }) => config.passwordLogin,
    }),
    mail: t.field({
      type: MailState,
      description: "Whether the server sends mail.",
      resolve: (_parent, _args, { config }) => {
        if (config.mail === null) return "OFF" as const;
        return isMailDelayed(config.mail) ? ("DELAYED" as const) : ("ON" as const);
      },
    }),
  }),
});

builder.queryField("server", (t) =>
  t.field({
    type: ServerInformation,
    description: "What a visitor must know about this server before logging in.",
    resolve: () => ({}),
  }),
);
