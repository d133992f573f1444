import { SettingSection } from "../../ui/SettingSection.tsx";
import { ResetLinkForm } from "../door/ResetLinkForm.tsx";
import type { ServerState } from "../profile/own-account.ts";
import { InviteList } from "./InviteList.tsx";

const REGISTRATION: Readonly<Record<ServerState["registration"], string>> = {
  OPEN: "Anyone can register here, with or without an invitation.",
  INVITE: "Anyone with an invitation can register here.",
  CLOSED: "Nobody can register here, with or without an invitation.",
};

/** What administrators can do on the server. */
export function ServerSettings(props: { readonly server: ServerState | null }) {
  return (
    <SettingSection id="server" title="Server" about="For its administrators. You are one.">
      <div data-part="stack">
        <InviteList about={props.server ? REGISTRATION[props.server.registration] : ""} />
        <ResetLinkForm />
      </div>
    </SettingSection>
  );
}
