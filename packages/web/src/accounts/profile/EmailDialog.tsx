import { readEmailAddress } from "@pacekeeper/domain/accounts/email-address";
import { createSignal } from "solid-js";
import { ChangeEmailDocument, type MeFragment } from "../../generated/graphql.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { FreshDialog } from "../../ui/FreshDialog.tsx";
import { DialogFooter } from "../../ui/form/DialogFooter.tsx";
import { FormNotice } from "../../ui/form/FormNotice.tsx";
import { createFormState } from "../../ui/form/form-state.ts";
import { TextField } from "../../ui/form/TextField.tsx";
import { useAccountLists } from "../account-lists.ts";
import { UsernameForManagers } from "../door/UsernameForManagers.tsx";
import { PasswordField } from "../passwords/PasswordField.tsx";
import { atProof, PROOF, unsendable } from "../passwords/proof.ts";

interface EmailDialogProps {
  readonly me: MeFragment;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Called with the outcome, in words. */
  readonly onChanged: (words: string) => void;
}

const NO_ADDRESS = "Write an address such as ilse@example.org, in Latin letters.";

/** Changes the account's e-mail address; asks for the password. */
export function EmailDialog(props: EmailDialogProps) {
  return (
    <FreshDialog id="change-email" title="Change your e-mail" isOpen={props.isOpen} onClose={props.onClose}>
      <EmailForm me={props.me} onDone={props.onClose} onChanged={props.onChanged} />
    </FreshDialog>
  );
}

function EmailForm(props: Pick<EmailDialogProps, "me" | "onChanged"> & { readonly onDone: () => void }) {
  const lists = useAccountLists();
  const form = createFormState(["newEmail", PROOF]);
  const changeEmail = createSend(ChangeEmailDocument);
  const [address, setAddress] = createSignal("");
  const [password, setPassword] = createSignal("");

  async function change() {
    const newEmail = readEmailAddress(address()) === null ? [NO_ADDRESS] : [];
    const wrong = unsendable(password(), { newEmail });
    if (wrong) return wrong;
    const input = { newEmail: address(), currentPassword: password() };
    const outcome = await changeEmail({ input });
    lists.changed();
    if ("refused" in outcome) return atProof(outcome.refused);
    const { confirmationSentTo, user } = outcome.taken;
    props.onDone();
    props.onChanged(
      confirmationSentTo === null
        ? `You now log in with ${user.email}.`
        : `We sent a link to ${confirmationSentTo}. Open it within an hour; until then you log in with ${user.email}.`,
    );
    return null;
  }
  return (
    <form noValidate onSubmit={(event) => void form.submit(event, change)}>
      <FormNotice form={form} />
      <UsernameForManagers email={props.me.email} />
      <TextField
        form={form}
        field="newEmail"
        id="new-email"
        label="New e-mail"
        type="email"
        autocomplete="email"
        required
        value={address()}
        onInput={setAddress}
      />
      <PasswordField
        form={form}
        field={PROOF}
        id="email-password"
        label="Your password"
        name={PROOF}
        autocomplete="current-password"
        value={password()}
        onInput={setPassword}
      />
      <DialogFooter
        form={form}
        tone="primary"
        submit="Change the e-mail"
        keep="Keep it"
        onKeep={props.onDone}
      />
    </form>
  );
}
