import { Client, type ExecutionResult, fetchExchange } from "@urql/core";
import type { RecordEventInput } from "../generated/graphql.ts";

/** Of any mutation; only a test that looks at its input says what is in it. */
export interface Variables {
  readonly input: { readonly events?: readonly RecordEventInput[] };
}

/** What the server answers to these variables. Where it throws, the server is out of reach. */
export type Reply = (variables: Variables) => ExecutionResult | Promise<ExecutionResult>;

/** A client without a cache before a server that answers as told. */
export function answeringClient(reply: Reply): Client {
  const ask: typeof fetch = async (_input, init) => {
    const { variables } = JSON.parse(String(init?.body));
    const headers = { "content-type": "application/json" };
    return new Response(JSON.stringify(await reply(variables)), { headers });
  };
  return new Client({
    url: "http://test/graphql",
    fetch: ask,
    preferGetMethod: false,
    exchanges: [fetchExchange],
  });
}

/** An answer with neither data nor an error, as something between here and the server may make of one. */
export const NOTHING: ExecutionResult = { data: null };
