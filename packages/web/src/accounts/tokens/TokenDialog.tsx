import { createSignal, For } from "solid-js";
import { CreateApiTokenDocument, type CreateApiTokenInput, type Scope } from "../../generated/graphql.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { useServices } from "../../lib/data/services.ts";
import { createSendOnce } from "../../lib/send-once.ts";
import { FreshDialog } from "../../ui/FreshDialog.tsx";
import { DialogFooter } from "../../ui/form/DialogFooter.tsx";
import { FormNotice } from "../../ui/form/FormNotice.tsx";
import { createFormState } from "../../ui/form/form-state.ts";
import { TextField } from "../../ui/form/TextField.tsx";
import { useAccountLists } from "../account-lists.ts";
import { ScopeChoice } from "./ScopeChoice.tsx";
import { expiryOf, LIFETIMES, USUAL_LIFETIME } from "./token-expiry.ts";

interface TokenDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Called with the secret, which the server sends only once, and the token's name. */
  readonly onMade: (made: MadeToken) => void;
}

/** A new token with its secret. */
export interface MadeToken {
  readonly name: string;
  readonly secret: string;
}

/** Creates a token with any scopes. */
export function TokenDialog(props: TokenDialogProps) {
  return (
    <FreshDialog id="new-token" title="New token" isOpen={props.isOpen} onClose={props.onClose}>
      <TokenForm onDone={props.onClose} onMade={props.onMade} />
    </FreshDialog>
  );
}

function TokenForm(props: Pick<TokenDialogProps, "onMade"> & { readonly onDone: () => void }) {
  const { clock } = useServices();
  const lists = useAccountLists();
  const form = createFormState(["name", "scopes", "origin"]);
  const createToken = createSend(CreateApiTokenDocument);
  const [name, setName] = createSignal("");
  const [chosen, setChosen] = createSignal<readonly Scope[]>(["READ"]);
  const [origin, setOrigin] = createSignal("");
  const [lifetime, setLifetime] = createSignal<string>(USUAL_LIFETIME);
  const sendOnce = createSendOnce<CreateApiTokenInput>();

  async function make() {
    const entered = { name: name().trim(), scopes: chosen(), origin: origin().trim() || null };
    const outcome = await sendOnce(
      { ...entered, expiresAt: expiryOf(lifetime(), clock.now()) },
      (input) => createToken({ input }),
      [entered, lifetime()],
    );
    lists.changed();
    if ("refused" in outcome) return outcome.refused;
    props.onMade({ name: entered.name, secret: outcome.taken.token });
    props.onDone();
    return null;
  }
  return (
    <form noValidate onSubmit={(event) => void form.submit(event, make)}>
      <FormNotice form={form} />
      <TextField
        form={form}
        field="name"
        id="token-name"
        label="Name"
        required
        value={name()}
        onInput={setName}
        help="What will use it, such as Backup script."
      />
      <ScopeChoice form={form} chosen={chosen()} onChoose={setChosen} />
      <TextField
        form={form}
        field="origin"
        id="token-origin"
        label="Only for pages on (optional)"
        value={origin()}
        onInput={setOrigin}
        help="An origin such as https://www.raterhub.com. If empty, the token is not bound to a site."
      />
      <div data-ui="field">
        <label for="token-lifetime">Expires after</label>
        <select
          data-ui="select"
          id="token-lifetime"
          onChange={(event) => setLifetime(event.currentTarget.value)}
        >
          <For each={LIFETIMES}>
            {(each) => <option selected={each.name === lifetime()}>{each.name}</option>}
          </For>
        </select>
      </div>
      <DialogFooter
        form={form}
        tone="primary"
        submit="Create the token"
        keep="Cancel"
        onKeep={props.onDone}
      />
    </form>
  );
}
