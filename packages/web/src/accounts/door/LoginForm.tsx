import { LoginDocument } from "../../generated/graphql.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { paths } from "../../lib/paths.ts";
import { FormNotice } from "../forms/FormNotice.tsx";
import { createFormState, type FormRefusal } from "../forms/form-state.ts";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { TextField } from "../forms/TextField.tsx";
import { emptyFields, type Typed } from "../forms/typed.ts";
import { useMe } from "../me-context.ts";
import { PasswordField } from "../passwords/PasswordField.tsx";
import { comeIn } from "./come-in.ts";

/** Address and password of an account that is there. */
export function LoginForm(props: { readonly typed: Typed; readonly type: (typed: Partial<Typed>) => void }) {
  const { me } = useMe();
  const form = createFormState(["email", "password"]);
  const logIn = createSend(LoginDocument);

  async function send(): Promise<FormRefusal | null> {
    const { email, currentPassword: password } = props.typed;
    // What cannot be right should not count as a failed try.
    const empty = emptyFields({ email, password });
    if (empty) return empty;
    return comeIn(me(), () => logIn({ input: { email, password } }));
  }
  return (
    <form data-part="login-form" method="post" novalidate onSubmit={(event) => void form.submit(event, send)}>
      <FormNotice form={form} />
      <TextField
        id="le"
        label="E-mail"
        name="username"
        type="email"
        autocomplete="username"
        required
        value={props.typed.email}
        issues={form.issues("email")}
        onInput={(email) => {
          form.typed("email");
          props.type({ email });
        }}
      />
      <PasswordField
        id="lp"
        label="Password"
        autocomplete="current-password"
        value={props.typed.currentPassword}
        issues={form.issues("password")}
        onInput={(currentPassword) => {
          form.typed("password");
          props.type({ currentPassword });
        }}
      />
      <SubmitButton form={form}>Log in</SubmitButton>
      <p data-part="fine">
        <a href={paths.resetPassword}>Forgot your password?</a>
      </p>
    </form>
  );
}
