import { Client, type ExecutionResult, fetchExchange } from "@urql/core";
import type { RecordEventInput } from "../generated/graphql.ts";

/** The variables of any document, typed only as far as tests read them. */
export interface Variables {
  readonly input: { readonly events?: readonly RecordEventInput[] };
  /** Of a page. */
  readonly first?: number;
  readonly after?: string | null;
}

/** The server's answer to these variables. If it throws, the server is unreachable. */
export type Reply = (variables: Variables) => ExecutionResult | Promise<ExecutionResult>;

/** A client without a cache whose server answers with `reply`. */
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

/** An answer with neither data nor an error, such as a broken proxy may send. */
export const NOTHING: ExecutionResult = { data: null };
