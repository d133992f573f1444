import { createSignal, Match, Switch } from "solid-js";
import { RequestPasswordResetDocument } from "../../generated/graphql.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { paths } from "../../lib/paths.ts";
import { FormNotice } from "../../ui/form/FormNotice.tsx";
import { createFormState } from "../../ui/form/form-state.ts";
import { SubmitButton } from "../../ui/form/SubmitButton.tsx";
import { TextField } from "../../ui/form/TextField.tsx";
import { missingOf } from "./door-values.ts";
import { MailSent } from "./MailSent.tsx";
import { NoWayNotice } from "./NoWayNotice.tsx";
import { askServer } from "./server-information.ts";

/** Requests a link to choose a new password. It never says whether the address has an account. */
export function AskForReset() {
  const { server } = askServer();
  const form = createFormState(["email"]);
  const requestReset = createSend(RequestPasswordResetDocument);
  const [email, setEmail] = createSignal("");
  const [sentTo, setSentTo] = createSignal<string | null>(null);

  async function send() {
    const empty = missingOf({ email: email() });
    if (empty) return empty;
    const outcome = await requestReset({ input: { email: email() } });
    if ("refused" in outcome) return outcome.refused;
    setSentTo(outcome.taken.email);
    return null;
  }
  const asking = (
    <form method="post" novalidate onSubmit={(event) => void form.submit(event, send)}>
      <FormNotice form={form} />
      <p data-quiet>We will send you a link to choose a new password.</p>
      <TextField
        form={form}
        field="email"
        id="fe"
        label="E-mail"
        name="username"
        type="email"
        autocomplete="username"
        required
        value={email()}
        onInput={setEmail}
      />
      <SubmitButton form={form} tone="primary" size="l">
        Send the link
      </SubmitButton>
    </form>
  );
  return (
    <>
      <Switch fallback={asking}>
        <Match when={sentTo()}>
          {(address) => (
            <MailSent
              email={address()}
              purpose="to choose a new password"
              condition="If this address has an account, a mail is on its way to"
              back="Use another address"
              onBack={() => setSentTo(null)}
            />
          )}
        </Match>
        <Match when={server()?.passwordLogin === false}>
          <NoWayNotice>This server does not accept passwords. You can continue as a guest.</NoWayNotice>
        </Match>
        <Match when={server()?.mail === "OFF"}>
          <NoWayNotice>
            This server does not send mail. Ask its administrator for a link to choose a new password.
          </NoWayNotice>
        </Match>
      </Switch>
      <p data-part="fine">
        <a href={paths.login}>Back to Log in</a>
      </p>
    </>
  );
}
