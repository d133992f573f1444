import { createServer, type ServerResponse } from "node:http";
import { type Exchange, type ExecutionResult, subscriptionExchange } from "@urql/core";

/** A server that answers when the test says so, oldest query first, and pushes on demand. */
export interface LateServer {
  readonly url: string;
  /** The exchange that delivers the pushes. */
  readonly pushes: Exchange;
  /** The number of unanswered queries. */
  waiting(): number;
  answer(body: ExecutionResult): void;
  push(data: Readonly<Record<string, unknown>>): void;
  close(): void;
}

export async function aLateServer(): Promise<LateServer> {
  const questions: ServerResponse[] = [];
  const server = createServer((request, response) => {
    request.resume().on("end", () => questions.push(response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server must listen on a port");
  let send = (_result: ExecutionResult) => {};
  return {
    url: `http://127.0.0.1:${address.port}/graphql`,
    pushes: subscriptionExchange({
      forwardSubscription: () => ({
        subscribe(sink) {
          send = (result) => sink.next(result);
          return { unsubscribe() {} };
        },
      }),
    }),
    waiting: () => questions.length,
    answer(body) {
      questions.shift()?.setHeader("content-type", "application/json").end(JSON.stringify(body));
    },
    push: (data) => send({ data }),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
