import { connect, type Socket } from "node:net";

/** A response: the status, and the body as text. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

const headEnd = Buffer.from("\r\n\r\n");

/**
 * An HTTP/1.1 keep-alive connection that carries one request at a time. It parses only what the measured servers
 * send, which leaves the CPU to them: node:http's own client costs about as much as the simplest server.
 */
export class KeptConnection {
  private received: Buffer = Buffer.alloc(0);
  private waiting: { resolve(answer: Answer): void; reject(reason: Error): void } | null = null;

  private constructor(private readonly socket: Socket) {
    socket.on("data", (chunk: Buffer) => this.take(chunk));
    socket.on("error", (error) => this.fail(error));
    socket.on("close", () => this.fail(new Error("The server closed the connection.")));
  }

  /** Connects to a port of this machine. */
  static open(port: number): Promise<KeptConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: "127.0.0.1", noDelay: true });
      socket.once("error", reject);
      socket.once("connect", () => resolve(new KeptConnection(socket)));
    });
  }

  /** Sends a complete request in wire format; rejects if the connection breaks. */
  ask(request: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.waiting = null;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const headLength = this.received.indexOf(headEnd);
    if (headLength === -1) return;
    const head = this.received.toString("latin1", 0, headLength);
    const start = headLength + headEnd.length;
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? Number.NaN);
    if (Number.isNaN(length)) {
      this.fail(new Error(`A response without Content-Length: ${head}`));
      return;
    }
    if (this.received.length < start + length) return;
    const answer = {
      status: Number(head.slice(9, 12)),
      body: this.received.toString("utf8", start, start + length),
    };
    this.received = this.received.subarray(start + length);
    const { waiting } = this;
    this.waiting = null;
    waiting?.resolve(answer);
  }

  private fail(reason: Error): void {
    const { waiting } = this;
    this.waiting = null;
    waiting?.reject(reason);
  }
}

/**
 * A POST of JSON in wire format.
 *
 * @param bearer omitted: no Authorization header
 * @param from the client's address, as a proxy tells it; omitted: no such header
 */
export function postRequest(path: string, body: unknown, bearer?: string, from?: string): string {
  const text = JSON.stringify(body);
  const authorization = bearer === undefined ? "" : `Authorization: Bearer ${bearer}\r\n`;
  const forwarded = from === undefined ? "" : `X-Forwarded-For: ${from}\r\n`;
  return `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${authorization}${forwarded}Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}
