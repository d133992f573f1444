import { createSignal, Show } from "solid-js";
import { DeleteAccountDocument, type MeFragment } from "../../generated/graphql.ts";
import { useServices } from "../../lib/data/services.ts";
import { createEventStore } from "../../lib/events/event-store.ts";
import { paths } from "../../lib/paths.ts";
import { startAfresh, whileChanging } from "../../lib/viewer-change.ts";
import { FreshDialog } from "../../ui/FreshDialog.tsx";
import { UsernameForManagers } from "../door/UsernameForManagers.tsx";
import { DialogFooter } from "../forms/DialogFooter.tsx";
import { FormNotice } from "../forms/FormNotice.tsx";
import { createFormState } from "../forms/form-state.ts";
import type { Refusal } from "../forms/refusal.ts";
import { PasswordField } from "../passwords/PasswordField.tsx";
import { PROOF, provenOutcome, unsendable } from "../passwords/proven-refusal.ts";

interface DeletionDialogProps {
  readonly me: MeFragment;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Asks whether everything shall go, and for the password where there is one. */
export function DeletionDialog(props: DeletionDialogProps) {
  const title = () => (props.me.kind === "GUEST" ? "Delete everything here?" : "Delete your account?");
  return (
    <FreshDialog id="delete-account" title={title()} isOpen={props.isOpen} onClose={props.onClose}>
      <DeletionForm me={props.me} onKeep={props.onClose} />
    </FreshDialog>
  );
}

function DeletionForm(props: { readonly me: MeFragment; readonly onKeep: () => void }) {
  const { client } = useServices();
  const form = createFormState();
  const [password, setPassword] = createSignal("");
  const isGuest = () => props.me.kind === "GUEST";

  function deleteAll(): Promise<Refusal | null> {
    const wrong = isGuest() ? null : unsendable(password(), {});
    if (wrong) return Promise.resolve(wrong);
    const { id } = props.me;
    return whileChanging(async () => {
      const input = isGuest() ? {} : { password: password() };
      const result = await client.mutation(DeleteAccountDocument, { input }).toPromise();
      const outcome = provenOutcome(result, result.data?.deleteAccount, []);
      if ("refusal" in outcome) return outcome.refusal;
      await forgetWaiting(id);
      await startAfresh(paths.today);
      return null;
    });
  }
  return (
    <form noValidate onSubmit={(event) => void form.submit(event, deleteAll)}>
      <p>
        Everything you tracked, your settings and your tokens will be gone from this server at once. Nothing
        brings it back.
      </p>
      <FormNotice form={form} />
      <Show when={!isGuest()}>
        <UsernameForManagers email={props.me.email} />
        <PasswordField
          id="delete-password"
          label="Your password"
          name={PROOF}
          autocomplete="current-password"
          value={password()}
          onInput={(text) => {
            form.typed(PROOF);
            setPassword(text);
          }}
          issues={form.issues(PROOF)}
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

/** What still waits to be sent is nobody's any more. */
async function forgetWaiting(owner: string): Promise<void> {
  const store = createEventStore();
  for (const event of await store.list()) {
    if (event.owner === owner) await store.remove(event.clientEventId);
  }
}
