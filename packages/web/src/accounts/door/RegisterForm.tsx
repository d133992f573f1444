import { createMemo, createSignal, Show } from "solid-js";
import { RegisterDocument, type ServerQuery } from "../../generated/graphql.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { FormNotice } from "../forms/FormNotice.tsx";
import { createFormState, type FormRefusal } from "../forms/form-state.ts";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { TextField } from "../forms/TextField.tsx";
import type { Typed } from "../forms/typed.ts";
import { useMe } from "../me-context.ts";
import { PasswordField } from "../passwords/PasswordField.tsx";
import { comeIn } from "./come-in.ts";
import { NoWayNotice } from "./NoWayNotice.tsx";
import { SetupCode } from "./SetupCode.tsx";

const FIELDS = ["firstName", "lastName", "email", "password", "inviteCode", "setupCode"];

interface RegisterFormProps {
  readonly typed: Typed;
  readonly type: (typed: Partial<Typed>) => void;
  /** Undefined until the server has said so. */
  readonly server: ServerQuery["server"] | undefined;
  /** A mail was sent, which has to be opened first. */
  readonly onMailSent: (email: string) => void;
}

/** A new account; the browser's guest becomes it, with everything they have. */
export function RegisterForm(props: RegisterFormProps) {
  const { me } = useMe();
  const form = createFormState(FIELDS);
  const register = createSend(RegisterDocument);
  // A guest may have chosen another one than the browser's.
  const timezone = () => me()?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const byInvitation = () => props.server?.registration === "INVITE" || form.issues("inviteCode").length > 0;
  const isClosed = () => props.server?.registration === "CLOSED";
  const [hasCode, setHasCode] = createSignal(false);
  const known = createMemo(() => [props.typed.email, props.typed.firstName, props.typed.lastName]);

  function send(): Promise<FormRefusal | null> {
    const { email, newPassword: password, firstName, lastName, inviteCode, setupCode } = props.typed;
    const input = { email, password, firstName, lastName, timezone: timezone(), inviteCode, setupCode };
    return comeIn(me(), async () => {
      const outcome = await register({ input });
      if ("taken" in outcome) return outcome;
      const { answer } = outcome.refused;
      if (!answer || !("email" in answer)) return outcome;
      props.onMailSent(answer.email);
      return { refused: { words: "", fields: {} } };
    });
  }
  const change = (name: string, typed: Partial<Typed>) => {
    form.typed(name);
    props.type(typed);
  };
  return (
    <form
      data-part="register-form"
      method="post"
      novalidate
      onSubmit={(event) => void form.submit(event, send)}
    >
      <FormNotice form={form} />
      <Show when={isClosed()}>
        <NoWayNotice>This server takes no new accounts. You can go on as a guest.</NoWayNotice>
      </Show>
      <Show when={!isClosed() || hasCode()}>
        <Show when={byInvitation()}>
          <TextField
            id="ri"
            label="Invitation code"
            name="inviteCode"
            autocomplete="off"
            help="This server takes new accounts by invitation."
            value={props.typed.inviteCode}
            issues={form.issues("inviteCode")}
            onInput={(inviteCode) => change("inviteCode", { inviteCode })}
          />
        </Show>
        <TextField
          id="rf"
          label="First name"
          name="firstName"
          autocomplete="given-name"
          value={props.typed.firstName}
          issues={form.issues("firstName")}
          onInput={(firstName) => change("firstName", { firstName })}
        />
        <TextField
          id="rl"
          label="Last name"
          name="lastName"
          autocomplete="family-name"
          value={props.typed.lastName}
          issues={form.issues("lastName")}
          onInput={(lastName) => change("lastName", { lastName })}
        />
        <TextField
          id="re"
          label="E-mail"
          name="email"
          type="email"
          autocomplete="email"
          required
          value={props.typed.email}
          issues={form.issues("email")}
          onInput={(email) => change("email", { email })}
        />
        <PasswordField
          id="rp"
          label="Password"
          autocomplete="new-password"
          value={props.typed.newPassword}
          issues={form.issues("password")}
          userInputs={known()}
          withMeter
          onInput={(newPassword) => change("password", { newPassword })}
        />
        <SubmitButton form={form}>Register</SubmitButton>
        <p data-faint>Your time zone is {timezone()}; you can change it later.</p>
      </Show>
      <SetupCode
        value={props.typed.setupCode}
        issues={form.issues("setupCode")}
        onToggle={setHasCode}
        onInput={(setupCode) => change("setupCode", { setupCode })}
      />
    </form>
  );
}
