import { type Accessor, createSignal } from "solid-js";
import { ServerDocument, type ServerQuery } from "../../generated/graphql.ts";
import { ask } from "../../lib/data/ask.ts";
import { useServices } from "../../lib/data/services.ts";

type Server = ServerQuery["server"];

/**
 * Queries what a visitor must know about the server; undefined until the answer. Queries once, and again on
 * `askAgain`: visitors get no pushes.
 */
export function askServer(): { readonly server: Accessor<Server | undefined>; askAgain(): void } {
  const { client } = useServices();
  const [server, setServer] = createSignal<Server>();
  async function askAgain() {
    const { data } = await ask(client, ServerDocument, {});
    if (data) setServer(data.server);
  }
  void askAgain();
  return { server, askAgain };
}
