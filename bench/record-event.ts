// What share of the machine's rate is left when a press of Next goes through the whole product?
//
// Three servers take the same presses in turns: the product (HTTP, login, GraphQL, the rules, one write), a
// handler that executes the product's write statement and nothing else, and one that only says hello. The
// target is at least 0.6 of the bare statement's rate.

import { randomUUID } from "node:crypto";
import { KeptConnection, postRequest } from "./load/connection.ts";
import { type Guest, makeGuests } from "./load/guests.ts";
import { type Contender, compare, drive, type Outcome, ratio } from "./load/rounds.ts";
import { printMachine } from "./report/machine.ts";
import { milliseconds, printTable, printTarget, whole } from "./report/table.ts";
import { type BareEvent, bareSaveServer } from "./servers/bare-save.ts";
import { withFreshDatabase } from "./servers/database.ts";
import { helloServer } from "./servers/plain-http.ts";
import { productServer } from "./servers/product.ts";
import { measureOrServe, withRoles } from "./servers/role.ts";

/** Enough that no person's turn comes again while their last change is still being written. */
const people = 256;
const rounds = 5;
const secondsATurn = 3;
const target = 0.6;

const document = `mutation Press($input: RecordEventInput!) {
  recordEvent(input: $input) {
    ... on RecordEventPayload {
      event { id occurredAt }
      session { id version isPaused questionCount activeSeconds pace { level ratio } currentQuestion { index startedAt } }
      closedQuestion { id activeSeconds }
      replayed
    }
    ... on Error { message }
  }
}`;

/** The next request of one connection. @param connections how many there are in total */
type Presses = (connection: number, connections: number) => string;

/** One press in ten toggles the pause; the others are Next. */
function pressesOf(guests: readonly Guest[], request: (token: string, event: BareEvent) => string): Presses {
  const turns: number[] = [];
  return (connection, connections) => {
    const turn = turns[connection] ?? 0;
    turns[connection] = turn + 1;
    // Each connection has its own people.
    const own = Math.floor(guests.length / connections);
    const guest = guests[connection + connections * (turn % own)];
    const type = turn % 10 === 9 ? "PAUSE" : "NEXT";
    return request(guest?.token ?? "", { type, clientEventId: randomUUID() });
  };
}

const productRequest = (token: string, input: BareEvent) =>
  postRequest("/graphql", { query: document, variables: { input } }, token);

async function measure(): Promise<void> {
  await withFreshDatabase(async (db, place) => {
    await printMachine(db.pool);
    await withRoles(async (startRole) => {
      const product = await startRole("product", place);
      const guests = await makeGuests(product, people);
      const bareGuests = await makeGuests(product, people);
      for (const guest of [...guests, ...bareGuests]) await startSession(product, guest);
      const presses = pressesOf(guests, productRequest);

      const bare = await startRole("bare", { url: db.url, people: bareGuests });
      const hello = await startRole("hello", {});
      const barePresses = pressesOf(bareGuests, (token, event) => postRequest("/", event, token));
      const contenders = (connections: number): Contender[] => [
        throughProduct(product, presses, connections),
        {
          name: "bare statement",
          port: bare,
          nextRequest: (connection) => barePresses(connection, connections),
          accepts: ({ body }) => body.includes('"questionCount"'),
        },
        {
          name: "hello world",
          port: hello,
          nextRequest: (connection) => barePresses(connection, connections),
          accepts: ({ body }) => body.includes('"hello"'),
        },
      ];
      for (const contender of contenders(8)) await drive(contender, 8, 3);
      for (const connections of [1, 32]) {
        const options = { connections, rounds, seconds: secondsATurn };
        report(connections, await compare(contenders(connections), options));
      }
    });
  });
}

async function startSession(port: number, { token }: Guest): Promise<void> {
  const connection = await KeptConnection.open(port);
  await connection.ask(productRequest(token, { type: "NEXT", clientEventId: randomUUID() }));
  connection.close();
}

function throughProduct(port: number, presses: Presses, connections: number): Contender {
  return {
    name: "product",
    port,
    nextRequest: (connection) => presses(connection, connections),
    accepts: ({ body }) => body.includes('"replayed":false'),
  };
}

function report(connections: number, outcomes: readonly Outcome[]): void {
  const [product, bare, hello] = outcomes;
  if (!product || !bare || !hello) throw new Error("Expected outcomes of three servers.");
  printTable(
    [
      `${connections} connection${connections === 1 ? "" : "s"}`,
      "requests/s",
      "p50",
      "p99",
      "of bare",
      "of hello",
    ],
    outcomes.map((outcome) => [
      outcome.name,
      whole(outcome.requestsPerSecond),
      milliseconds(outcome.p50),
      milliseconds(outcome.p99),
      ratio(outcome, bare).toFixed(2),
      ratio(outcome, hello).toFixed(2),
    ]),
  );
  const share = ratio(product, bare);
  printTarget(`At least ${target} of the bare statement`, share >= target, share.toFixed(2));
  console.log();
}

await measureOrServe({ product: productServer, bare: bareSaveServer, hello: helloServer }, measure);
