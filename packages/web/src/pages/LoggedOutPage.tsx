import { useMe } from "../accounts/me-context.ts";
import { paths } from "../lib/paths.ts";
import { startAfresh } from "../lib/viewer-change.ts";
import { Door } from "./door/Door.tsx";

/** Stands in the place of every page once this login has been ended from elsewhere. */
export default function LoggedOutPage() {
  const { me } = useMe();
  const words = () =>
    me()?.kind === "GUEST"
      ? "The guest of this browser has moved into an account, or is forgotten after 30 days without use."
      : "This login was ended in another window, on another device, or by its age. What you pressed before is kept and goes out when you log in again.";
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
        Go on without logging in
      </button>
    </Door>
  );
}
