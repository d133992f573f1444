import { shapeProblems } from "@pacekeeper/domain/accounts/password-policy";
import { createSignal } from "solid-js";
import { ChangePasswordDocument, type MeFragment } from "../../generated/graphql.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { showToast } from "../../lib/toasts.ts";
import { FreshDialog } from "../../ui/FreshDialog.tsx";
import { DialogFooter } from "../../ui/form/DialogFooter.tsx";
import { FormNotice } from "../../ui/form/FormNotice.tsx";
import { createFormState } from "../../ui/form/form-state.ts";
import { useAccountLists } from "../account-lists.ts";
import { UsernameForManagers } from "../door/UsernameForManagers.tsx";
import { PasswordField } from "./PasswordField.tsx";
import { atProof, PROOF, unsendable } from "./proof.ts";

interface PasswordDialogProps {
  readonly me: MeFragment;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Changes the password; asks for the current one. */
export function PasswordDialog(props: PasswordDialogProps) {
  return (
    <FreshDialog
      id="change-password"
      title="Change your password"
      isOpen={props.isOpen}
      onClose={props.onClose}
    >
      <PasswordForm me={props.me} onDone={props.onClose} />
    </FreshDialog>
  );
}

function PasswordForm(props: { readonly me: MeFragment; readonly onDone: () => void }) {
  const lists = useAccountLists();
  const form = createFormState([PROOF, "newPassword"]);
  const changePassword = createSend(ChangePasswordDocument);
  const [current, setCurrent] = createSignal("");
  const [wanted, setWanted] = createSignal("");
  const known = () => [props.me.email ?? "", props.me.firstName, props.me.lastName].filter(Boolean);

  async function change() {
    const newPassword = shapeProblems(wanted()).map(({ message }) => message);
    const wrong = unsendable(current(), { newPassword });
    if (wrong) return wrong;
    const input = { currentPassword: current(), newPassword: wanted() };
    const outcome = await changePassword({ input });
    lists.changed();
    if ("refused" in outcome) return atProof(outcome.refused);
    props.onDone();
    showToast("Your password has been changed. Every other login has ended.");
    return null;
  }
  return (
    <form noValidate onSubmit={(event) => void form.submit(event, change)}>
      <FormNotice form={form} />
      <UsernameForManagers email={props.me.email} />
      <PasswordField
        form={form}
        field={PROOF}
        id="current-password"
        label="Current password"
        name={PROOF}
        autocomplete="current-password"
        value={current()}
        onInput={setCurrent}
      />
      <PasswordField
        form={form}
        field="newPassword"
        id="new-password"
        label="New password"
        name="newPassword"
        autocomplete="new-password"
        value={wanted()}
        onInput={setWanted}
        userInputs={known()}
        withMeter
      />
      <p data-quiet>Every other login ends at once; this one continues.</p>
      <DialogFooter
        form={form}
        tone="primary"
        submit="Change the password"
        keep="Keep it"
        onKeep={props.onDone}
      />
    </form>
  );
}
