import { useLocation, useNavigate } from "@solidjs/router";
import { createEffect, createSignal, Match, Show, Switch } from "solid-js";
import { createStore } from "solid-js/store";
import { type DoorValues, NOTHING_TYPED } from "../accounts/door/door-values.ts";
import { LoginForm } from "../accounts/door/LoginForm.tsx";
import { MailSent } from "../accounts/door/MailSent.tsx";
import { NoWayNotice } from "../accounts/door/NoWayNotice.tsx";
import { RegisterForm } from "../accounts/door/RegisterForm.tsx";
import { askServer } from "../accounts/door/server-information.ts";
import { useMe } from "../accounts/me-context.ts";
import { namedIn, takeFragment } from "../lib/link-fragment.ts";
import { paths } from "../lib/paths.ts";
import { Icon } from "../ui/Icon.tsx";
import { AlreadyIn } from "./door/AlreadyIn.tsx";
import { Door, GuestWay } from "./door/Door.tsx";

/** Logging in, registering and continuing as a guest, on one page. */
export default function LoginPage() {
  const location = useLocation();
  const navigate = useNavigate();
  const { me } = useMe();
  const { server } = askServer();
  const [typed, setTyped] = createStore<DoorValues>({ ...NOTHING_TYPED });
  const [mailSentTo, setMailSentTo] = createSignal<string | null>(null);
  const type = (change: Partial<DoorValues>) => setTyped(change);
  const isRegister = () => location.pathname === paths.register;
  const fragment = takeFragment();
  createEffect(() => {
    const invite = namedIn(fragment(), "invite");
    const email = namedIn(fragment(), "email");
    if (invite) type({ inviteCode: invite });
    if (email) type({ email });
  });
  const isChanged = () => namedIn(fragment(), "changed") !== "";
  const go = (path: string) => {
    setMailSentTo(null);
    navigate(path, { replace: true, scroll: false });
  };
  const heading = () => {
    if (mailSentTo() !== null) return "Check your mail";
    return isRegister() ? "Create your account" : "Welcome back";
  };
  return (
    <Door title={isRegister() ? "Register" : "Log in"} heading={heading()}>
      <Show when={me()?.kind !== "REGISTERED"} fallback={<AlreadyIn />}>
        <fieldset data-ui="segments" data-part="which">
          <legend data-visually="hidden">Log in or register</legend>
          <Segment path={paths.login} name="Log in" chosen={!isRegister()} go={go} />
          <Segment path={paths.register} name="Register" chosen={isRegister()} go={go} />
        </fieldset>
        <Show when={isChanged()}>
          <div data-ui="notice" data-tone="accent" role="status">
            <Icon name="tick" />
            <p>Your password has been changed. Log in with the new one.</p>
          </div>
        </Show>
        <Switch fallback={<LoginForm typed={typed} type={type} />}>
          <Match when={mailSentTo()}>
            {(email) => (
              <MailSent
                email={email()}
                purpose="to finish"
                back="Back to the form"
                onBack={() => setMailSentTo(null)}
              />
            )}
          </Match>
          <Match when={server()?.passwordLogin === false}>
            <NoWayNotice>This server does not accept passwords. You can continue as a guest.</NoWayNotice>
          </Match>
          <Match when={isRegister()}>
            <RegisterForm typed={typed} type={type} server={server()} onMailSent={setMailSentTo} />
          </Match>
        </Switch>
        <GuestWay />
      </Show>
    </Door>
  );
}

function Segment(props: {
  readonly path: string;
  readonly name: string;
  readonly chosen: boolean;
  readonly go: (path: string) => void;
}) {
  return (
    <label>
      <input
        type="radio"
        name="which"
        value={props.name}
        checked={props.chosen}
        onChange={() => props.go(props.path)}
      />
      {props.name}
    </label>
  );
}
