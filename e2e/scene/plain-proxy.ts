import { createServer, type IncomingMessage, request } from "node:http";
import { connect, type Socket } from "node:net";

/** A proxy to the server that forwards requests, and WebSockets only if allowed. */
export interface PlainProxy {
  readonly origin: string;
  /** From now on, forwards WebSockets, or refuses them like a proxy that does not support them. */
  passSockets(pass: boolean): void;
  /** Cuts the forwarded sockets. */
  cutSockets(): void;
  close(): void;
}

/** @param behind the server's origin; requests from the proxy's pages are sent with this origin */
export async function aPlainProxy(behind: string): Promise<PlainProxy> {
  const { hostname, port, host } = new URL(behind);
  const passed = new Set<Socket>();
  let passing = false;
  const headersOf = ({ headers }: IncomingMessage) => ({
    ...headers,
    host,
    ...(headers.origin === undefined ? {} : { origin: behind }),
  });
  const server = createServer((asked, response) => {
    const { method, url: path } = asked;
    const onward = request({ hostname, port, method, path, headers: headersOf(asked) }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    asked.pipe(onward);
  });
  server.on("upgrade", (asked, near: Socket) => {
    near.on("error", () => near.destroy());
    if (!passing) return void near.end("HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n");
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      passed.add(socket);
      socket.on("close", () => passed.delete(socket));
    }
    far.on("error", () => near.destroy()).on("close", () => near.destroy());
    near.on("close", () => far.destroy());
    const lines = Object.entries(headersOf(asked)).map(([name, value]) => `${name}: ${value}`);
    far.write(`GET ${asked.url} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy listens on a port");
  const cutSockets = () => {
    for (const socket of passed) socket.destroy();
  };
  return {
    origin: `http://127.0.0.1:${address.port}`,
    passSockets: (pass) => {
      passing = pass;
    },
    cutSockets,
    close() {
      cutSockets();
      server.close();
      server.closeAllConnections();
    },
  };
}
