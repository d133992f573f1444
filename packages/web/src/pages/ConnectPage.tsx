import { Show } from "solid-js";
import { ConnectCard } from "../accounts/tokens/ConnectCard.tsx";
import { connectRequest } from "../accounts/tokens/connect-request.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Page } from "../ui/Page.tsx";
import "../accounts/settings.css";

/** The page that the widget opens to connect: `/connect?origin=https://…&nonce=…`. */
export default function ConnectPage() {
  const request = connectRequest(new URLSearchParams(location.search));
  return (
    <Page name="connect" title="Connect · Pacekeeper">
      <Show
        when={request}
        fallback={
          <>
            <h1 data-visually="hidden">Connect</h1>
            <EmptyState level={2} title="Nothing to connect">
              Open this page from the widget: its link says which site wants to record your work.
            </EmptyState>
          </>
        }
      >
        {(asked) => <ConnectCard request={asked()} />}
      </Show>
    </Page>
  );
}
