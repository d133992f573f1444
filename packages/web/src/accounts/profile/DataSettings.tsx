import { createSignal } from "solid-js";
import type { MeFragment } from "../../generated/graphql.ts";
import { SettingRow } from "../../ui/SettingRow.tsx";
import { SettingSection } from "../../ui/SettingSection.tsx";
import { DeletionDialog } from "./DeletionDialog.tsx";

/** Deletes all of the viewer's data. */
export function DataSettings(props: { readonly me: MeFragment }) {
  const [deleting, setDeleting] = createSignal(false);
  const isGuest = () => props.me.kind === "GUEST";
  return (
    <SettingSection id="data" title="Data" about="Everything you have on this server.">
      <ul data-part="rows">
        <SettingRow
          icon="trash"
          name={isGuest() ? "Delete everything" : "Delete the account"}
          line="All of your data, at once and for good"
        >
          <button type="button" data-ui="button" data-tone="danger-quiet" onClick={() => setDeleting(true)}>
            Delete …
          </button>
        </SettingRow>
      </ul>
      <DeletionDialog me={props.me} isOpen={deleting()} onClose={() => setDeleting(false)} />
    </SettingSection>
  );
}
