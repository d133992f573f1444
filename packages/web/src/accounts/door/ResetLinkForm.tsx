import { readEmailAddress } from "@pacekeeper/domain/accounts/email-address";
import { createSignal } from "solid-js";
import { CreatePasswordResetLinkDocument } from "../../generated/graphql.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { useServices } from "../../lib/data/services.ts";
import { paths } from "../../lib/paths.ts";
import { useAccountLists } from "../account-lists.ts";
import { FormNotice } from "../forms/FormNotice.tsx";
import { createFormState, type FormRefusal } from "../forms/form-state.ts";
import { TextField } from "../forms/TextField.tsx";
import { SecretLink } from "../tokens/SecretLink.tsx";

const NO_ADDRESS = "Write the address that they log in with.";
const NOBODY = "No account has this address.";

/** Makes a link with which somebody who has forgotten their password chooses another. */
export function ResetLinkForm() {
  const { connection } = useServices();
  const lists = useAccountLists();
  const form = createFormState(["email"]);
  const createLink = createSend(CreatePasswordResetLinkDocument);
  const [address, setAddress] = createSignal("");
  const [link, setLink] = createSignal<string | null>(null);
  const offline = () => connection.state() === "offline";

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
            id="reset-email"
            label="Their e-mail"
            name="email"
            type="email"
            autocomplete="off"
            value={address()}
            onInput={(text) => {
              form.typed("email");
              setAddress(text);
            }}
            issues={form.issues("email")}
          />
          <button
            type="submit"
            data-ui="button"
            aria-busy={form.busy() || undefined}
            aria-disabled={offline() || undefined}
          >
            {offline() ? "Needs the server" : "Make a link"}
          </button>
        </div>
      </form>
    </section>
  );
}

function atAddress(issue: string): FormRefusal {
  return { words: "", fields: { email: [issue] } };
}
