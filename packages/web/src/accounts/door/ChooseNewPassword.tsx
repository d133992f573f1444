import { createSignal } from "solid-js";
import { ResetPasswordDocument } from "../../generated/graphql.ts";
import { useServices } from "../../lib/data/services.ts";
import { paths } from "../../lib/paths.ts";
import { startAfresh, whileChanging } from "../../lib/viewer-change.ts";
import { FormNotice } from "../forms/FormNotice.tsx";
import { createFormState } from "../forms/form-state.ts";
import { outcomeOf, type Refusal } from "../forms/refusal.ts";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { emptyFields } from "../forms/typed.ts";
import { PasswordField } from "../passwords/PasswordField.tsx";

/** Takes a new password by a link; every login of the account ends, and who opened the link logs in. */
export function ChooseNewPassword(props: { readonly token: string; readonly onExpired: () => void }) {
  const { client } = useServices();
  const form = createFormState();
  const [password, setPassword] = createSignal("");

  async function send(): Promise<Refusal | null> {
    const empty = emptyFields({ newPassword: password() });
    if (empty) return empty;
    return whileChanging(async () => {
      const input = { token: props.token, newPassword: password() };
      const result = await client.mutation(ResetPasswordDocument, { input }).toPromise();
      const answer = result.data?.resetPassword;
      if (answer?.__typename === "LinkExpired") {
        props.onExpired();
        return null;
      }
      const outcome = outcomeOf(result, answer, ["newPassword"]);
      if ("refusal" in outcome) return outcome.refusal;
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
