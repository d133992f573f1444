import { shapeProblems } from "@pacekeeper/domain/accounts/password-policy";
import { createSignal } from "solid-js";
import { ChangePasswordDocument, type MeFragment } from "../../generated/graphql.ts";
import { useServices } from "../../lib/data/services.ts";
import { tell } from "../../lib/toasts.ts";
import { FreshDialog } from "../../ui/FreshDialog.tsx";
import { useAccountLists } from "../account-lists.ts";
import { UsernameForManagers } from "../door/UsernameForManagers.tsx";
import { DialogFooter } from "../forms/DialogFooter.tsx";
import { FormNotice } from "../forms/FormNotice.tsx";
import { createFormState } from "../forms/form-state.ts";
import { PasswordField } from "./PasswordField.tsx";
import { PROOF, provenOutcome, unsendable } from "./proven-refusal.ts";

interface PasswordDialogProps {
  readonly me: MeFragment;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Changes the password, for which it asks for the one that holds. */
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
  const { client } = useServices();
  const lists = useAccountLists();
  const form = createFormState();
  const [current, setCurrent] = createSignal("");
  const [wanted, setWanted] = createSignal("");
  const known = () => [props.me.email ?? "", props.me.firstName, props.me.lastName].filter(Boolean);

  async function change() {
    const newPassword = shapeProblems(wanted()).map(({ message }) => message);
    const wrong = unsendable(current(), { newPassword });
    if (wrong) return wrong;
    const input = { currentPassword: current(), newPassword: wanted() };
    const result = await client.mutation(ChangePasswordDocument, { input }).toPromise();
    const outcome = provenOutcome(result, result.data?.changePassword, ["newPassword"]);
    lists.changed();
    if ("refusal" in outcome) return outcome.refusal;
    props.onDone();
    tell("The password is changed. Every other login has ended.");
    return null;
  }
  return (
    <form noValidate onSubmit={(event) => void form.submit(event, change)}>
      <FormNotice form={form} />
      <UsernameForManagers email={props.me.email} />
      <PasswordField
        id="current-password"
        label="Current password"
        name={PROOF}
        autocomplete="current-password"
        value={current()}
        onInput={(text) => {
          form.typed(PROOF);
          setCurrent(text);
        }}
        issues={form.issues(PROOF)}
      />
      <PasswordField
        id="new-password"
        label="New password"
        name="newPassword"
        autocomplete="new-password"
        value={wanted()}
        onInput={(text) => {
          form.typed("newPassword");
          setWanted(text);
        }}
        issues={form.issues("newPassword")}
        userInputs={known()}
        withMeter
      />
      <p data-quiet>Every other login ends at once; this one goes on.</p>
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
