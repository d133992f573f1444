import { onCleanup, Show } from "solid-js";
import { Icon } from "../../ui/Icon.tsx";
import { askServer } from "./server-information.ts";

const FIRST_LOOK_MS = 3000;
const LOOK_EVERY_MS = 5000;

/** Says that a mail was sent, and warns if the server cannot deliver it. */
export function MailSent(props: {
  readonly email: string;
  /** What the mail's link is for, as the end of a sentence. */
  readonly purpose: string;
  /** The words before the address; by default they say that a mail was sent. */
  readonly condition?: string;
  readonly back: string;
  readonly onBack: () => void;
}) {
  const { server, askAgain } = askServer();
  let timer = setTimeout(look, FIRST_LOOK_MS);
  function look() {
    askAgain();
    timer = setTimeout(look, LOOK_EVERY_MS);
  }
  onCleanup(() => clearTimeout(timer));
  return (
    <>
      <div data-ui="notice" data-tone="accent" role="status">
        <Icon name="tick" />
        <p>
          {props.condition ?? "We sent a mail to"} <strong>{props.email}</strong>. Open the link in it{" "}
          {props.purpose}; it works for one hour.
        </p>
      </div>
      <div aria-live="polite">
        <Show when={server()?.mail === "DELAYED"}>
          <div data-ui="notice" data-tone="slow">
            <Icon name="warning" />
            <p>
              This server cannot reach its mail server right now. Your mail is queued and will be sent as soon
              as possible.
            </p>
          </div>
        </Show>
      </div>
      <button type="button" data-ui="button" data-size="l" onClick={() => props.onBack()}>
        {props.back}
      </button>
    </>
  );
}
