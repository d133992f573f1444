import { paths } from "../../lib/paths.ts";
import { SettingSection } from "../../ui/SettingSection.tsx";

/** Explains what a guest is, with links to log in and register. */
export function GuestSettings() {
  return (
    <SettingSection id="guest" title="You are a guest" about="Everything works, but only in this browser.">
      <p>
        This server keeps your data for 30 days after your last visit, and only this browser’s cookie gives
        access to it. With an account it is kept for good, and you can log in anywhere. Everything you have
        made here moves into the account.
      </p>
      <div data-part="form-foot">
        <a data-ui="button" href={paths.login}>
          Log in
        </a>
        <a data-ui="button" data-tone="primary" href={paths.register}>
          Register
        </a>
      </div>
    </SettingSection>
  );
}
