import { createMemo, createSignal, For } from "solid-js";
import { UpdateProfileDocument } from "../../generated/graphql.ts";
import { useServices } from "../../lib/data/services.ts";
import { clockTime } from "../../lib/time/local-time.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { createFieldSaver } from "../../ui/form/field-saver.ts";
import { SavedField } from "../../ui/form/SavedField.tsx";
import { browserZone, zonesWith } from "./zones.ts";

/** The dialog's answer that confirms the change. */
const CHANGE = "change";

/** The time zone in which days begin and end. A change regroups history, so it asks first. */
export function ZoneSetting(props: { readonly zone: string }) {
  const { ticker } = useServices();
  const saver = createFieldSaver(UpdateProfileDocument);
  // A memo, so that the option changes every minute and not every second.
  const present = createMemo(() => `${props.zone} (${clockTime(ticker.now(), props.zone)})`);
  const [chosen, setChosen] = createSignal("");
  let select: HTMLSelectElement | undefined;
  let dialog: HTMLDialogElement | undefined;

  function ask(zone: string) {
    setChosen(zone);
    if (!dialog) return;
    dialog.returnValue = "";
    dialog.showModal();
  }
  /** However the dialog was closed: without a confirmed and saved change, the present zone still applies. */
  async function closed() {
    const isChange = dialog?.returnValue === CHANGE;
    if (isChange && (await saver.save({ timezone: chosen() }))) return;
    if (select) select.value = props.zone;
  }
  return (
    <>
      <SavedField
        id="tz"
        label="Time zone"
        state={saver.state()}
        inForce={props.zone}
        help={`This browser is set to ${browserZone()}.`}
      >
        <select
          data-ui="select"
          id="tz"
          aria-describedby="tz-h"
          ref={select}
          onChange={(event) => ask(event.currentTarget.value)}
        >
          <For each={zonesWith(props.zone)}>
            {(zone) => (
              <option value={zone} selected={zone === props.zone}>
                {zone === props.zone ? present() : zone}
              </option>
            )}
          </For>
        </select>
      </SavedField>
      <Dialog
        id="zone"
        title={`Use ${chosen()}?`}
        ref={(element) => {
          dialog = element;
          element.addEventListener("close", () => void closed());
        }}
      >
        <p>
          Your days will begin and end at midnight in {chosen()}, and everything recorded so far will be
          regrouped into days. Nothing is lost, and you can change it back.
        </p>
        <footer>
          <button type="button" data-ui="button" autofocus onClick={() => dialog?.close()}>
            Keep {props.zone}
          </button>
          <button type="button" data-ui="button" data-tone="primary" onClick={() => dialog?.close(CHANGE)}>
            Regroup my days
          </button>
        </footer>
      </Dialog>
    </>
  );
}
