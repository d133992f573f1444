import { createEffect, createSignal, on, Show } from "solid-js";
import { comeIn } from "../accounts/door/come-in.ts";
import { FormNotice } from "../accounts/forms/FormNotice.tsx";
import { createFormState } from "../accounts/forms/form-state.ts";
import { outcomeOf } from "../accounts/forms/refusal.ts";
import { SubmitButton } from "../accounts/forms/SubmitButton.tsx";
import { emptyFields } from "../accounts/forms/typed.ts";
import { useMe } from "../accounts/me-context.ts";
import { PasswordField } from "../accounts/passwords/PasswordField.tsx";
import { ConfirmRegistrationDocument } from "../generated/graphql.ts";
import { useServices } from "../lib/data/services.ts";
import { takeFragment } from "../lib/link-fragment.ts";
import { paths } from "../lib/paths.ts";
import { Door } from "./door/Door.tsx";
import { ExpiredLink } from "./door/ExpiredLink.tsx";

/** Where the link in the mail of a registration leads: the password that was chosen makes the account. */
export default function ConfirmRegistrationPage() {
  const { client } = useServices();
  const { me } = useMe();
  const token = takeFragment();
  const form = createFormState();
  const [password, setPassword] = createSignal("");
  const [isExpired, setExpired] = createSignal(false);

  createEffect(on(token, () => setExpired(false), { defer: true }));

  async function send() {
    const empty = emptyFields({ password: password() });
    if (empty) return empty;
    return comeIn(me(), async () => {
      const input = { token: token(), password: password() };
      const result = await client.mutation(ConfirmRegistrationDocument, { input }).toPromise();
      const answer = result.data?.confirmRegistration;
      setExpired(answer?.__typename === "LinkExpired");
      return outcomeOf(result, answer, ["password"]);
    });
  }
  return (
    <Door title="Finish your registration" heading="Finish your registration">
      <Show
        when={token() !== "" && !isExpired()}
        fallback={
          <ExpiredLink href={paths.register} action="Register again">
            This link was used already or has expired. If you finished before, log in; else register again.
          </ExpiredLink>
        }
      >
        <form method="post" novalidate onSubmit={(event) => void form.submit(event, send)}>
          <FormNotice form={form} />
          <p data-quiet>Enter the password you chose when you registered.</p>
          <PasswordField
            id="cp"
            label="Password"
            autocomplete="current-password"
            value={password()}
            issues={form.issues("password")}
            onInput={(text) => {
              form.typed("password");
              setPassword(text);
            }}
          />
          <SubmitButton form={form}>Finish</SubmitButton>
        </form>
      </Show>
    </Door>
  );
}
