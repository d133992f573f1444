import type { JSX } from "solid-js";
import { paths } from "../../lib/paths.ts";
import { Mark } from "../../ui/Icon.tsx";
import { Page } from "../../ui/Page.tsx";
import { DoorArt } from "./DoorArt.tsx";
import "./login.css";

/** The frame of the login pages, which are outside the shell. */
export function Door(props: {
  readonly title: string;
  readonly heading: string;
  readonly children: JSX.Element;
}) {
  return (
    <div data-part="door">
      <aside>
        <a data-part="brand" href={paths.today}>
          <Mark />
          <span>Pacekeeper</span>
        </a>
        <DoorArt />
        <p data-part="claim">Every question against its mark.</p>
        <p data-quiet>Time, focus, tasks and habits, on your own server.</p>
      </aside>
      <Page name="login" title={`${props.title} · Pacekeeper`}>
        <h1>{props.heading}</h1>
        {props.children}
      </Page>
    </div>
  );
}

/** Continues without an account. */
export function GuestWay() {
  return (
    <>
      <p data-part="or">
        <span>or</span>
      </p>
      <a data-ui="button" data-size="l" href={paths.today}>
        Continue as a guest
      </a>
      <p data-part="fine" data-quiet>
        Guests can use everything. The server keeps your work for 30 days after your last visit, and only this
        browser can open it. It moves into your account when you register.
      </p>
    </>
  );
}
