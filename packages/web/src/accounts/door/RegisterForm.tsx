import { createMemo, createSignal, Show } from "solid-js";
import { RegisterDocument, type ServerQuery } from "../../generated/graphql.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { FormNotice } from "../../ui/form/FormNotice.tsx";
import { createFormState, type FormRefusal } from "../../ui/form/form-state.ts";
import { SubmitButton } from "../../ui/form/SubmitButton.tsx";
import { TextField } from "../../ui/form/TextField.tsx";
import { useMe } from "../me-context.ts";
import { PasswordField } from "../passwords/PasswordField.tsx";
import { comeIn } from "./come-in.ts";
import type { DoorValues } from "./door-values.ts";
import { NoWayNotice } from "./NoWayNotice.tsx";
import { SetupCode } from "./SetupCode.tsx";

const FIELDS = ["firstName", "lastName", "email", "password", "inviteCode", "setupCode"];

interface RegisterFormProps {
  readonly typed: DoorValues;
  readonly type: (typed: Partial<DoorValues>) => void;
  /** Undefined until it is known. */
  readonly server: ServerQuery["server"] | undefined;
  /** Called when a confirmation mail was sent. */
  readonly onMailSent: (email: string) => void;
}

/** Registers an account; this browser's guest becomes the account, with all data. */
export function RegisterForm(props: RegisterFormProps) {
  const { me } = useMe();
  const form = createFormState(FIELDS);
  const register = createSend(RegisterDocument);
  // A guest may have chosen a different zone from the browser's.
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
  return (
    <form
      data-part="register-form"
      method="post"
      novalidate
      onSubmit={(event) => void form.submit(event, send)}
    >
      <FormNotice form={form} />
      <Show when={isClosed()}>
        <NoWayNotice>This server does not accept new accounts. You can continue as a guest.</NoWayNotice>
      </Show>
      <Show when={!isClosed() || hasCode()}>
        <Show when={byInvitation()}>
          <TextField
            form={form}
            field="inviteCode"
            id="ri"
            label="Invitation code"
            help="This server accepts new accounts by invitation."
            value={props.typed.inviteCode}
            onInput={(inviteCode) => props.type({ inviteCode })}
          />
        </Show>
        <TextField
          form={form}
          field="firstName"
          id="rf"
          label="First name"
          autocomplete="given-name"
          value={props.typed.firstName}
          onInput={(firstName) => props.type({ firstName })}
        />
        <TextField
          form={form}
          field="lastName"
          id="rl"
          label="Last name"
          autocomplete="family-name"
          value={props.typed.lastName}
          onInput={(lastName) => props.type({ lastName })}
        />
        <TextField
          form={form}
          field="email"
          id="re"
          label="E-mail"
          type="email"
          autocomplete="email"
          required
          value={props.typed.email}
          onInput={(email) => props.type({ email })}
        />
        <PasswordField
          form={form}
          field="password"
          id="rp"
          label="Password"
          autocomplete="new-password"
          value={props.typed.newPassword}
          userInputs={known()}
          withMeter
          onInput={(newPassword) => props.type({ newPassword })}
        />
        <SubmitButton form={form} tone="primary" size="l">
          Register
        </SubmitButton>
        <p data-faint>Your time zone is {timezone()}; you can change it later.</p>
      </Show>
      <SetupCode
        form={form}
        value={props.typed.setupCode}
        onToggle={setHasCode}
        onInput={(setupCode) => props.type({ setupCode })}
      />
    </form>
  );
}
