import { createEffect, createSignal, on, Show } from "solid-js";
import { comeIn } from "../accounts/door/come-in.ts";
import { missingOf } from "../accounts/door/door-values.ts";
import { useMe } from "../accounts/me-context.ts";
import { PasswordField } from "../accounts/passwords/PasswordField.tsx";
import { ConfirmRegistrationDocument } from "../generated/graphql.ts";
import { createSend } from "../lib/data/mutate.ts";
import { takeFragment } from "../lib/link-fragment.ts";
import { paths } from "../lib/paths.ts";
import { FormNotice } from "../ui/form/FormNotice.tsx";
import { createFormState } from "../ui/form/form-state.ts";
import { SubmitButton } from "../ui/form/SubmitButton.tsx";
import { Door } from "./door/Door.tsx";
import { ExpiredLink } from "./door/ExpiredLink.tsx";

/** The target of the link in a registration mail: entering the chosen password creates the account. */
export default function ConfirmRegistrationPage() {
  const { me } = useMe();
  const token = takeFragment();
  const form = createFormState(["password"]);
  const confirmRegistration = createSend(ConfirmRegistrationDocument);
  const [password, setPassword] = createSignal("");
  const [isExpired, setExpired] = createSignal(false);

  createEffect(on(token, () => setExpired(false), { defer: true }));

  async function send() {
    const empty = missingOf({ password: password() });
    if (empty) return empty;
    return comeIn(me(), async () => {
      const outcome = await confirmRegistration({ input: { token: token(), password: password() } });
      setExpired("refused" in outcome && outcome.refused.answer?.__typename === "LinkExpired");
      return outcome;
    });
  }
  return (
    <Door title="Finish your registration" heading="Finish your registration">
      <Show
        when={token() !== "" && !isExpired()}
        fallback={
          <ExpiredLink href={paths.register} action="Register again">
            This link was already used or has expired. If you finished before, log in; otherwise register
            again.
          </ExpiredLink>
        }
      >
        <form method="post" novalidate onSubmit={(event) => void form.submit(event, send)}>
          <FormNotice form={form} />
          <p data-quiet>Enter the password you chose when you registered.</p>
          <PasswordField
            form={form}
            field="password"
            id="cp"
            label="Password"
            autocomplete="current-password"
            value={password()}
            onInput={setPassword}
          />
          <SubmitButton form={form} tone="primary" size="l">
            Finish
          </SubmitButton>
        </form>
      </Show>
    </Door>
  );
}
