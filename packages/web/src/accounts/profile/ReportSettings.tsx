import { type MailState, UpdateProfileDocument } from "../../generated/graphql.ts";
import { createFieldSaver } from "../../ui/form/field-saver.ts";
import { RefusalNotice } from "../../ui/form/RefusalNotice.tsx";
import { SettingSection } from "../../ui/SettingSection.tsx";

interface ReportSettingsProps {
  readonly wanted: boolean;
  /** Whether the server sends mail; null until that is known. */
  readonly mail: MailState | null;
}

/** Reports by mail. */
export function ReportSettings(props: ReportSettingsProps) {
  const saver = createFieldSaver(UpdateProfileDocument);
  const when = () =>
    props.mail === "OFF" ? "This server does not send mail" : "Not sent yet; your choice is saved";
  async function change(input: HTMLInputElement) {
    if (!(await saver.save({ wantsReportEmails: input.checked }))) input.checked = props.wanted;
  }
  return (
    <SettingSection id="alerts" title="Alerts" about="Nothing is sent until you allow it here.">
      <div data-part="switches">
        <label data-ui="switch">
          <span>
            Yesterday’s report by e-mail{" "}
            <span role="status" data-part="saved">
              {saver.state().kind === "saved" ? "Saved" : ""}
            </span>
            <small>{when()}</small>
          </span>
          <input
            type="checkbox"
            role="switch"
            checked={props.wanted}
            aria-checked={props.wanted}
            onChange={(event) => void change(event.currentTarget)}
          />
        </label>
      </div>
      <RefusalNotice words={saver.state().words || null} />
    </SettingSection>
  );
}
