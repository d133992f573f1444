import { LoginDocument } from "../../generated/graphql.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { paths } from "../../lib/paths.ts";
import { FormNotice } from "../../ui/form/FormNotice.tsx";
import { createFormState, type FormRefusal } from "../../ui/form/form-state.ts";
import { SubmitButton } from "../../ui/form/SubmitButton.tsx";
import { TextField } from "../../ui/form/TextField.tsx";
import { useMe } from "../me-context.ts";
import { PasswordField } from "../passwords/PasswordField.tsx";
import { comeIn } from "./come-in.ts";
import { type DoorValues, missingOf } from "./door-values.ts";

/** Logs in to an existing account. */
export function LoginForm(props: {
  readonly typed: DoorValues;
  readonly type: (typed: Partial<DoorValues>) => void;
}) {
  const { me } = useMe();
  const form = createFormState(["email", "password"]);
  const logIn = createSend(LoginDocument);

  async function send(): Promise<FormRefusal | null> {
    const { email, currentPassword: password } = props.typed;
    // An empty form should not count as a failed attempt.
    const empty = missingOf({ email, password });
    if (empty) return empty;
    return comeIn(me(), () => logIn({ input: { email, password } }));
  }
  return (
    <form data-part="login-form" method="post" novalidate onSubmit={(event) => void form.submit(event, send)}>
      <FormNotice form={form} />
      <TextField
        form={form}
        field="email"
        id="le"
        label="E-mail"
        name="username"
        type="email"
        autocomplete="username"
        required
        value={props.typed.email}
        onInput={(email) => props.type({ email })}
      />
      <PasswordField
        form={form}
        field="password"
        id="lp"
        label="Password"
        autocomplete="current-password"
        value={props.typed.currentPassword}
        onInput={(currentPassword) => props.type({ currentPassword })}
      />
      <SubmitButton form={form} tone="primary" size="l">
        Log in
      </SubmitButton>
      <p data-part="fine">
        <a href={paths.resetPassword}>Forgot your password?</a>
      </p>
    </form>
  );
}
