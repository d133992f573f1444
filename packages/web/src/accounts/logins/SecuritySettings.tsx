import { createSignal, Show } from "solid-js";
import type { MeFragment } from "../../generated/graphql.ts";
import { createAct } from "../../ui/form/act.ts";
import { RefusalNotice } from "../../ui/form/RefusalNotice.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { SettingRow } from "../../ui/SettingRow.tsx";
import { SettingSection } from "../../ui/SettingSection.tsx";
import { PasswordDialog } from "../passwords/PasswordDialog.tsx";
import { EmailDialog } from "../profile/EmailDialog.tsx";
import { EmailRow } from "../profile/EmailRow.tsx";
import type { ServerState } from "../profile/own-account.ts";
import { LoginList } from "./LoginList.tsx";
import { LogOutButtons } from "./LogOutButtons.tsx";

interface SecuritySettingsProps {
  readonly me: MeFragment;
  readonly isEmailConfirmed: boolean;
  /** Null until it is known. */
  readonly server: ServerState | null;
}

/** The viewer's e-mail, password and logins. */
export function SecuritySettings(props: SecuritySettingsProps) {
  const act = createAct();
  const [changing, setChanging] = createSignal<"email" | "password" | null>(null);
  const [news, setNews] = createSignal<string | null>(null);
  const takesPasswords = () => props.server?.passwordLogin !== false;
  return (
    <SettingSection
      id="security"
      title="Security"
      about="How you log in, and where you are logged in. Ending a login works at once."
    >
      <ul data-part="rows" aria-label="E-mail and password">
        <EmailRow
          email={props.me.email ?? ""}
          isConfirmed={props.isEmailConfirmed}
          mail={props.server?.mail ?? null}
          canChange={takesPasswords()}
          onChange={() => setChanging("email")}
          act={act}
          onSent={setNews}
        />
        <SettingRow
          icon="key"
          name="Password"
          line={
            takesPasswords() ? "Changing it ends every other login" : "This server does not accept passwords"
          }
        >
          <Show when={takesPasswords()}>
            <button
              type="button"
              data-ui="button"
              aria-label="Change the password"
              onClick={() => setChanging("password")}
            >
              Change
            </button>
          </Show>
        </SettingRow>
      </ul>
      <div role="status">
        <Show when={news()}>
          {(words) => (
            <div data-ui="notice" data-tone="accent">
              <Icon name="info" />
              <p>{words()}</p>
            </div>
          )}
        </Show>
      </div>
      <RefusalNotice words={act.failure()} />
      <LoginList />
      <LogOutButtons me={props.me} />
      <EmailDialog
        me={props.me}
        isOpen={changing() === "email"}
        onClose={() => setChanging(null)}
        onChanged={setNews}
      />
      <PasswordDialog me={props.me} isOpen={changing() === "password"} onClose={() => setChanging(null)} />
    </SettingSection>
  );
}
