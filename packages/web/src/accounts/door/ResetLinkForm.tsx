import { readEmailAddress } from "@pacekeeper/domain/accounts/email-address";
import { createSignal } from "solid-js";
import { CreatePasswordResetLinkDocument } from "../../generated/graphql.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { paths } from "../../lib/paths.ts";
import { FormNotice } from "../../ui/form/FormNotice.tsx";
import { createFormState, type FormRefusal } from "../../ui/form/form-state.ts";
import { SubmitButton } from "../../ui/form/SubmitButton.tsx";
import { TextField } from "../../ui/form/TextField.tsx";
import { useAccountLists } from "../account-lists.ts";
import { SecretLink } from "../tokens/SecretLink.tsx";

const NO_ADDRESS = "Enter the address that they log in with.";
const NOBODY = "No account has this address.";

/** Creates a link for somebody who has forgotten their password to choose a new one. */
export function ResetLinkForm() {
  const lists = useAccountLists();
  const form = createFormState(["email"]);
  const createLink = createSend(CreatePasswordResetLinkDocument);
  const [address, setAddress] = createSignal("");
  const [link, setLink] = createSignal<string | null>(null);

  async function make(): Promise<FormRefusal | null> {
    setLink(null);
    if (readEmailAddress(address()) === null) return atAddress(NO_ADDRESS);
    const outcome = await createLink({ input: { email: address().trim() } });
    lists.changed();
    if ("refused" in outcome) return outcome.refused.answer ? atAddress(NOBODY) : outcome.refused;
    setLink(`${location.origin}${paths.resetPassword}#${outcome.taken.token}`);
    return null;
  }
  return (
    <section aria-labelledby="reset-h">
      <form noValidate data-part="stack" onSubmit={(event) => void form.submit(event, make)}>
        <h3 id="reset-h">Forgotten password</h3>
        <p data-quiet>
          Creates a link for somebody to choose a new password. Give it only to them; their activity shows
          that you created it.
        </p>
        <FormNotice form={form} />
        <SecretLink
          label="Link to choose a password"
          link={link()}
          about="It is shown once, works once, and expires after an hour."
        />
        <div data-part="line">
          <TextField
            form={form}
            field="email"
            id="reset-email"
            label="Their e-mail"
            type="email"
            value={address()}
            onInput={setAddress}
          />
          <SubmitButton form={form}>Create a link</SubmitButton>
        </div>
      </form>
    </section>
  );
}

function atAddress(issue: string): FormRefusal {
  return { words: "", fields: { email: [issue] } };
}
