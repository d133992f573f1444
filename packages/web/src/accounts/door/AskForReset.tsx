import { createSignal, Match, Switch } from "solid-js";
import { RequestPasswordResetDocument } from "../../generated/graphql.ts";
import { useServices } from "../../lib/data/services.ts";
import { paths } from "../../lib/paths.ts";
import { FormNotice } from "../forms/FormNotice.tsx";
import { createFormState } from "../forms/form-state.ts";
import { outcomeOf } from "../forms/refusal.ts";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { TextField } from "../forms/TextField.tsx";
import { emptyFields } from "../forms/typed.ts";
import { MailSent } from "./MailSent.tsx";
import { NoWayNotice } from "./NoWayNotice.tsx";
import { askServer } from "./server-information.ts";

/** Asks for a link to choose a new password. Whether the address has an account is not told. */
export function AskForReset() {
  const { client } = useServices();
  const { server } = askServer();
  const form = createFormState();
  const [email, setEmail] = createSignal("");
  const [sentTo, setSentTo] = createSignal<string | null>(null);

  async function send() {
    const empty = emptyFields({ email: email() });
    if (empty) return empty;
    const input = { email: email() };
    const result = await client.mutation(RequestPasswordResetDocument, { input }).toPromise();
    const outcome = outcomeOf(result, result.data?.requestPasswordReset, ["email"]);
    if ("refusal" in outcome) return outcome.refusal;
    setSentTo(outcome.taken.email);
    return null;
  }
  const asking = (
    <form method="post" novalidate onSubmit={(event) => void form.submit(event, send)}>
      <FormNotice form={form} />
      <p data-quiet>We send you a link to choose a new one.</p>
      <TextField
        id="fe"
        label="E-mail"
        name="username"
        type="email"
        autocomplete="username"
        required
        value={email()}
        issues={form.issues("email")}
        onInput={(text) => {
          form.typed("email");
          setEmail(text);
        }}
      />
      <SubmitButton form={form}>Send the link</SubmitButton>
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
          <NoWayNotice>This server takes no passwords. You can go on as a guest.</NoWayNotice>
        </Match>
        <Match when={server()?.mail === "OFF"}>
          <NoWayNotice>
            This server sends no mail. Ask its administrator: they can make a link with which you choose a new
            password.
          </NoWayNotice>
        </Match>
      </Switch>
      <p data-part="fine">
        <a href={paths.login}>Back to Log in</a>
      </p>
    </>
  );
}
