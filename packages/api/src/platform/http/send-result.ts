import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { gzip, gzipSync } from "node:zlib";
import type { Context } from "../context.ts";
import type { ServerParts } from "../server-parts.ts";
import { acceptsEncoding } from "./encoding.ts";
import { answerKept } from "./kept-text.ts";

/** A shorter answer costs more time to compress than to send. */
const LEAST_COMPRESSED = 1024;
/** A shorter text is compressed sooner than handed to another thread. */
const LEAST_HANDED_OVER = 32 * 1024;
/** Level 1 takes a third of the time of level 6, for a tenth more bytes. */
const COMPRESSION = { level: 1 };
const compressElsewhere = promisify(gzip);

function compressed(text: string): Buffer | Promise<Buffer> {
  return text.length < LEAST_HANDED_OVER ? gzipSync(text, COMPRESSION) : compressElsewhere(text, COMPRESSION);
}

/** Sends what GraphQL has answered: as a stream, compressed, or as it is. */
export async function sendResult(
  { rateLimiter, unreadAnswers }: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
  context: Context,
  answer: Response,
): Promise<void> {
  if (response.headersSent || response.destroyed) {
    // Too late, or nobody is there any more.
    await answer.body?.cancel();
    return;
  }
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) if (!OWN_HEADERS.has(name)) response.setHeader(name, value);
  writeBudget(response, context, rateLimiter);
  if (answer.headers.get("content-type")?.startsWith("text/event-stream")) {
    // Node can iterate a web stream; the type of the DOM does not say so.
    const results = Readable.from(answer.body as unknown as AsyncIterable<Uint8Array>);
    response.once("close", () => results.destroy());
    results.once("error", () => response.destroy()).pipe(response);
    return;
  }
  const hold = (bytes: number) =>
    unreadAnswers.hold(response, bytes, context.viewer?.userId ?? null, context.client.address);
  const { admitted } = context;
  if (admitted?.kept !== undefined && answer.status === 200) {
    hold(admitted.kept.plain.length);
    return answerKept(request, response, admitted.kept, "private, no-cache");
  }
  const text = await answer.text();
  let body: string | Buffer = text;
  if (text.length >= LEAST_COMPRESSED && admitted?.mayCompress === true) {
    response.appendHeader("vary", "Accept-Encoding");
    if (acceptsEncoding(request, "gzip")) {
      body = await compressed(text);
      response.setHeader("content-encoding", "gzip");
    }
  }
  const bytes = typeof body === "string" ? Buffer.byteLength(body) : body.length;
  response.setHeader("content-length", bytes);
  hold(bytes);
  response.end(body);
}

/** Headers of Yoga's that this layer decides. */
const OWN_HEADERS = new Set(["cache-control", "connection", "content-encoding", "content-length"]);

/** What the operation has cost, and what is left to its sender. Seconds until the budget is full again. */
function writeBudget(
  response: ServerResponse,
  { admitted, cost, now }: Context,
  rateLimiter: ServerParts["rateLimiter"],
): void {
  if (admitted === null) return;
  response.setHeader("operation-cost", cost);
  const at = now();
  const { limit, remaining, resetAt } = rateLimiter.state(admitted.budget, admitted.who, at);
  if (limit === null || remaining === null) return;
  response.setHeader("ratelimit-limit", limit);
  response.setHeader("ratelimit-remaining", remaining);
  response.setHeader("ratelimit-reset", Math.ceil((resetAt - at) / 1000));
}
