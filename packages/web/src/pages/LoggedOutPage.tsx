import { useMe } from "../accounts/me-context.ts";
import { paths } from "../lib/paths.ts";
import { startAfresh } from "../lib/viewer-change.ts";
import { Door } from "./door/Door.tsx";

/** Replaces every page once this login has been ended from elsewhere. */
export default function LoggedOutPage() {
  const { me } = useMe();
  const words = () =>
    me()?.kind === "GUEST"
      ? "This browser's guest has moved into an account, or was deleted after 30 days without use."
      : "This login was ended in another window or on another device, or it expired. Unsent presses are kept and sent when you log in again.";
  return (
    <Door title="Logged out" heading="You have been logged out">
      <p role="status">{words()}</p>
      <button
        type="button"
        data-ui="button"
        data-tone="primary"
        data-size="l"
        onClick={() => void startAfresh(paths.login)}
      >
        Log in
      </button>
      <button type="button" data-ui="button" data-size="l" onClick={() => void startAfresh(paths.today)}>
        Continue without logging in
      </button>
    </Door>
  );
}
