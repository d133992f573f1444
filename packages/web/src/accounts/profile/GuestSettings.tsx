import { paths } from "../../lib/paths.ts";
import { SettingSection } from "../../ui/SettingSection.tsx";

/** What being a guest means, and the ways out of it. */
export function GuestSettings() {
  return (
    <SettingSection id="guest" title="You are a guest" about="Everything works, on this browser alone.">
      <p>
        What you track is kept on this server for 30 days after you were last here, and only this browser’s
        cookie leads to it. With an account it stays, and you can log in anywhere. Everything you have made
        here moves into the account.
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
