import { createSignal } from "solid-js";
import { ResetPasswordDocument } from "../../generated/graphql.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { paths } from "../../lib/paths.ts";
import { startAfresh, whileChanging } from "../../lib/viewer-change.ts";
import { FormNotice } from "../../ui/form/FormNotice.tsx";
import { createFormState, type FormRefusal } from "../../ui/form/form-state.ts";
import { SubmitButton } from "../../ui/form/SubmitButton.tsx";
import { PasswordField } from "../passwords/PasswordField.tsx";
import { missingOf } from "./door-values.ts";

/** Sets a new password with a link. It ends every login of the account and leads to the login form. */
export function ChooseNewPassword(props: { readonly token: string; readonly onExpired: () => void }) {
  const form = createFormState(["newPassword"]);
  const resetPassword = createSend(ResetPasswordDocument);
  const [password, setPassword] = createSignal("");

  async function send(): Promise<FormRefusal | null> {
    const empty = missingOf({ newPassword: password() });
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
      <p data-quiet>This ends every login of your account. Log in with the new password afterwards.</p>
      <PasswordField
        form={form}
        field="newPassword"
        id="np"
        label="New password"
        autocomplete="new-password"
        value={password()}
        withMeter
        onInput={setPassword}
      />
      <SubmitButton form={form} tone="primary" size="l">
        Set the password
      </SubmitButton>
    </form>
  );
}
