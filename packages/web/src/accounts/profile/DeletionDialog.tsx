import { createSignal, Show } from "solid-js";
import { DeleteAccountDocument, type MeFragment } from "../../generated/graphql.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { createEventStore } from "../../lib/events/event-store.ts";
import { paths } from "../../lib/paths.ts";
import { startAfresh, whileChanging } from "../../lib/viewer-change.ts";
import { FreshDialog } from "../../ui/FreshDialog.tsx";
import { DialogFooter } from "../../ui/form/DialogFooter.tsx";
import { FormNotice } from "../../ui/form/FormNotice.tsx";
import { createFormState, type FormRefusal } from "../../ui/form/form-state.ts";
import { UsernameForManagers } from "../door/UsernameForManagers.tsx";
import { PasswordField } from "../passwords/PasswordField.tsx";
import { atProof, PROOF, unsendable } from "../passwords/proof.ts";

interface DeletionDialogProps {
  readonly me: MeFragment;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Asks for confirmation to delete everything, and for the password if there is one. */
export function DeletionDialog(props: DeletionDialogProps) {
  const title = () => (props.me.kind === "GUEST" ? "Delete everything here?" : "Delete your account?");
  return (
    <FreshDialog id="delete-account" title={title()} isOpen={props.isOpen} onClose={props.onClose}>
      <DeletionForm me={props.me} onKeep={props.onClose} />
    </FreshDialog>
  );
}

function DeletionForm(props: { readonly me: MeFragment; readonly onKeep: () => void }) {
  const form = createFormState([PROOF]);
  const deleteAccount = createSend(DeleteAccountDocument);
  const [password, setPassword] = createSignal("");
  const isGuest = () => props.me.kind === "GUEST";

  function deleteAll(): Promise<FormRefusal | null> {
    const wrong = isGuest() ? null : unsendable(password(), {});
    if (wrong) return Promise.resolve(wrong);
    const { id } = props.me;
    return whileChanging(async () => {
      const input = isGuest() ? {} : { password: password() };
      const outcome = await deleteAccount({ input });
      if ("refused" in outcome) return atProof(outcome.refused);
      await forgetWaiting(id);
      await startAfresh(paths.today);
      return null;
    });
  }
  return (
    <form noValidate onSubmit={(event) => void form.submit(event, deleteAll)}>
      <p>
        Everything you tracked, your settings and your tokens will be deleted from this server at once. This
        cannot be undone.
      </p>
      <FormNotice form={form} />
      <Show when={!isGuest()}>
        <UsernameForManagers email={props.me.email} />
        <PasswordField
          form={form}
          field={PROOF}
          id="delete-password"
          label="Your password"
          name={PROOF}
          autocomplete="current-password"
          value={password()}
          onInput={setPassword}
        />
      </Show>
      <DialogFooter
        form={form}
        tone="danger"
        submit="Delete everything"
        keep={isGuest() ? "Keep it" : "Keep the account"}
        onKeep={props.onKeep}
      />
    </form>
  );
}

/** Drops the deleted viewer's queued events. */
async function forgetWaiting(owner: string): Promise<void> {
  const store = createEventStore();
  for (const event of await store.list()) {
    if (event.owner === owner) await store.remove(event.clientEventId);
  }
}
