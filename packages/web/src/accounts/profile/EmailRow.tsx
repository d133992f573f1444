import { Show } from "solid-js";
import { type MailState, RequestEmailConfirmationDocument } from "../../generated/graphql.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { ActButton } from "../../ui/form/ActButton.tsx";
import type { Act } from "../../ui/form/act.ts";
import { SettingRow } from "../../ui/SettingRow.tsx";
import { useAccountLists } from "../account-lists.ts";
import { emailLine } from "../door/email-words.ts";

interface EmailRowProps {
  readonly email: string;
  readonly isConfirmed: boolean;
  /** Whether the server sends mail; null until that is known. */
  readonly mail: MailState | null;
  readonly canChange: boolean;
  readonly onChange: () => void;
  /** Sends the link, and shows why that failed. */
  readonly act: Act;
  /** Called with the outcome, in words. */
  readonly onSent: (words: string) => void;
}

/** The viewer's e-mail address, and whether it is confirmed. */
export function EmailRow(props: EmailRowProps) {
  const requestConfirmation = createSend(RequestEmailConfirmationDocument);
  const lists = useAccountLists();
  const canConfirm = () => !props.isConfirmed && props.mail !== null && props.mail !== "OFF";

  async function sendAgain() {
    const outcome = await requestConfirmation({});
    lists.changed();
    if ("refused" in outcome) return outcome.refused.words;
    props.onSent(`We sent a link to ${outcome.taken.email}. Open it within an hour.`);
    return null;
  }
  return (
    <SettingRow icon="person" name={props.email} line={emailLine(props.isConfirmed, props.mail)}>
      <Show when={canConfirm()}>
        <ActButton act={props.act} onPress={() => void props.act.run(sendAgain)}>
          Send the link again
        </ActButton>
      </Show>
      <Show when={props.canChange}>
        <button
          type="button"
          data-ui="button"
          aria-label="Change the e-mail"
          onClick={() => props.onChange()}
        >
          Change
        </button>
      </Show>
    </SettingRow>
  );
}
