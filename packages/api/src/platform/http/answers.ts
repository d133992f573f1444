import type { ServerResponse } from "node:http";
import { type RequestErrorCode, unavailable } from "../errors.ts";
import { writeHeaders } from "./security-headers.ts";

/** Ends the response with a text. */
export function answerText(
  response: ServerResponse,
  status: number,
  text: string,
  type = "text/plain",
): void {
  const body = Buffer.from(text);
  writeHeaders(response, { "content-type": `${type}; charset=utf-8`, "content-length": String(body.length) });
  response.writeHead(status).end(body);
}

/** Ends the response with JSON. */
export function answerJson(response: ServerResponse, status: number, value: unknown): void {
  answerText(response, status, JSON.stringify(value), "application/json");
}

/** Refuses a GraphQL request before it reaches GraphQL: one error with a stable code. */
export function answerError(
  response: ServerResponse,
  status: number,
  code: RequestErrorCode,
  message: string,
  more: Record<string, unknown> = {},
): void {
  answerJson(response, status, { errors: [{ message, extensions: { code, ...more } }] });
}

/** Refuses a request while the database does not answer. */
export function answerUnavailable(response: ServerResponse): void {
  const { extensions, message } = unavailable();
  const { retryAfterSeconds } = extensions;
  response.setHeader("retry-after", String(retryAfterSeconds));
  answerError(response, 503, "UNAVAILABLE", message, { retryAfterSeconds });
}
