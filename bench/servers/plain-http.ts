import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { RoleServer } from "./role.ts";

/** Answers a request with the text of a JSON document. */
export type PlainHandler = (body: string, request: IncomingMessage) => string | Promise<string>;

/**
 * The minimal server that reads a body and answers JSON: node:http and nothing else. A handler that fails ends
 * the process, because then there is nothing to compare with.
 */
export async function plainServer(handler: PlainHandler, onClose = async () => {}): Promise<RoleServer> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      const answer = await handler(Buffer.concat(chunks).toString(), request);
      response.writeHead(200, {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(answer),
      });
      response.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    // The address of a listening TCP server is never the name of a pipe.
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await onClose();
    },
  };
}

/** Answers every request with the same few bytes: the maximum rate of node:http on this machine. */
export function helloServer(): Promise<RoleServer> {
  return plainServer(() => '{"hello":"world"}');
}
