import { createSignal } from "solid-js";
import { ResetPasswordDocument } from "../../generated/graphql.ts";
import { startAfresh, whileChanging } from "../../lib/afresh.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { paths } from "../../lib/paths.ts";
import { FormNotice } from "../forms/FormNotice.tsx";
import { createFormState, type FormRefusal } from "../forms/form-state.ts";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { emptyFields } from "../forms/typed.ts";
import { PasswordField } from "../passwords/PasswordField.tsx";

/** Takes a new password by a link; every login of the account ends, and who opened the link logs in. */
export function ChooseNewPassword(props: { readonly token: string; readonly onExpired: () => void }) {
  const form = createFormState(["newPassword"]);
  const resetPassword = createSend(ResetPasswordDocument);
  const [password, setPassword] = createSignal("");

  async function send(): Promise<FormRefusal | null> {
    const empty = emptyFields({ newPassword: password() });
    if (empty) return empty;
    return whileChanging(async () => {
      const input = { token: props.token, newPassword: password() };
      const outcome = await resetPassword({ input });
      if ("refused" in outcome) {
        if (outcome.refused.answer?.__typename !== "LinkExpired") return outcome.refused;
        props.onExpired();
        return null;
      }
      await startAfresh(
        `${paths.login}#${new URLSearchParams({ email: outcome.taken.email, changed: "1" })}`,
      );
      return null;
    });
  }
  return (
    <form method="post" novalidate onSubmit={(event) => void form.submit(event, send)}>
      <FormNotice form={form} />
      <p data-quiet>Every login of your account ends; then you log in with the new password.</p>
      <PasswordField
        id="np"
        label="New password"
        autocomplete="new-password"
        value={password()}
        issues={form.issues("newPassword")}
        withMeter
        onInput={(text) => {
          form.typed("newPassword");
          setPassword(text);
        }}
      />
      <SubmitButton form={form}>Set the password</SubmitButton>
    </form>
  );
}
