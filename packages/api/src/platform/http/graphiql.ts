import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { graphqlPath } from "../graphql/yoga.ts";
import { acceptsEncoding } from "./encoding.ts";
import { graphiqlHeaders, writeHeaders } from "./security-headers.ts";

const firstQuery = `# Queries, mutations and subscriptions run as the login of this browser.
# A mutation needs the header x-csrf-token, with the value of this query:
{
  csrfToken
  serverTime
}
`;

interface Page {
  html: Buffer;
  compressed: Buffer;
  scriptHash: string;
}

let page: Promise<Page> | undefined;

/** Answers with GraphiQL in one self-contained page, so it needs no other host. 9 MB, 2.5 MB compressed. */
export async function answerGraphiql(
  request: IncomingMessage,
  response: ServerResponse,
  publicUrl: string,
): Promise<void> {
  page ??= makePage();
  const { html, compressed, scriptHash } = await page;
  const gzipped = acceptsEncoding(request, "gzip");
  const body = gzipped ? compressed : html;
  writeHeaders(response, {
    ...graphiqlHeaders(scriptHash, publicUrl),
    "content-type": "text/html; charset=utf-8",
    "content-length": String(body.length),
    "cache-control": "no-cache",
    vary: "Accept, Accept-Encoding",
    ...(gzipped ? { "content-encoding": "gzip" } : {}),
  });
  response.writeHead(200).end(request.method === "HEAD" ? undefined : body);
}

async function makePage(): Promise<Page> {
  // Loaded on first use: most servers never show it.
  const { renderGraphiQL } = await import("@graphql-yoga/render-graphiql");
  const html = await renderGraphiQL({
    title: "Pacekeeper GraphiQL",
    endpoint: graphqlPath,
    defaultQuery: firstQuery,
    subscriptionsProtocol: "WS",
    credentials: "same-origin",
  });
  const script = /<script>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? "";
  return {
    html: Buffer.from(html),
    compressed: await promisify(gzip)(html),
    scriptHash: createHash("sha256").update(script).digest("base64"),
  };
}
