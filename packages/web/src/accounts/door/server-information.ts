import type { Client } from "@urql/core";
import { type Accessor, createSignal } from "solid-js";
import { ServerDocument, type ServerQuery } from "../../generated/graphql.ts";

type Server = ServerQuery["server"];

/** What a visitor must know of the server; undefined until it has said so. Asked once, and anew by `ask`. */
export function askServer(client: Client): { readonly server: Accessor<Server | undefined>; ask(): void } {
  const [server, setServer] = createSignal<Server>();
  const ask = () => {
    client
      .query(ServerDocument, {}, { requestPolicy: "network-only" })
      .toPromise()
      .then(({ data }) => data && setServer(data.server));
  };
  ask();
  return { server, ask };
}
