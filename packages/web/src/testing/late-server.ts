import { createServer, type ServerResponse } from "node:http";
import { type Exchange, type ExecutionResult, subscriptionExchange } from "@urql/core";

/** A server that answers when the test says so, oldest query first, and pushes on demand. */
export interface LateServer {
  readonly url: string;
  /** The exchange that delivers the pushes. */
  readonly pushes: Exchange;
  /** The number of unanswered queries. */
  waiting(): number;
  /** @param body the answer, or makes it from the query's variables */
  answer(body: ExecutionResult | ((variables: Readonly<Record<string, unknown>>) => ExecutionResult)): void;
  push(data: Readonly<Record<string, unknown>>): void;
  close(): void;
}

export async function aLateServer(): Promise<LateServer> {
  const questions: {
    readonly variables: Readonly<Record<string, unknown>>;
    readonly response: ServerResponse;
  }[] = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    questions.push({ variables: JSON.parse(text).variables, response });
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
      const question = questions.shift();
      const answer = typeof body === "function" ? body(question?.variables ?? {}) : body;
      question?.response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
    },
    push: (data) => send({ data }),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
