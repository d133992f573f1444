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

const NO_ADDRESS = "Write the address that they log in with.";
const NOBODY = "No account has this address.";

/** Makes a link with which somebody who has forgotten their password chooses another. */
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
        <h3 id="reset-h">A forgotten password</h3>
        <p data-quiet>
          Makes a link with which somebody chooses a new one. Hand it to them alone; their activity says that
          you made it.
        </p>
        <FormNotice form={form} />
        <SecretLink
          label="Link to choose a password"
          link={link()}
          about="It is shown once, and works once, for an hour."
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
          <SubmitButton form={form}>Make a link</SubmitButton>
        </div>
      </form>
    </section>
  );
}

function atAddress(issue: string): FormRefusal {
  return { words: "", fields: { email: [issue] } };
}
