import { useClient } from "@urql/solid";
import { type Accessor, createSignal } from "solid-js";
import { ServerDocument, type ServerQuery } from "../../generated/graphql.ts";
import { ask } from "../../lib/data/ask.ts";

type Server = ServerQuery["server"];

/**
 * What a visitor must know of the server as it is now; undefined until it has said so. Asked once, and anew by
 * `askAgain`: nobody tells a visitor.
 */
export function askServer(): { readonly server: Accessor<Server | undefined>; askAgain(): void } {
  const client = useClient();
  const [server, setServer] = createSignal<Server>();
  async function askAgain() {
    const { data } = await ask(client, ServerDocument, {});
    if (data) setServer(data.server);
  }
  void askAgain();
  return { server, askAgain };
}
