import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { postRequest } from "../load/connection.ts";
import { ATTACKER, type Attack, askOnce, hammer } from "./attack.ts";

const FIELDS = Array.from({ length: 1_980 }, (_, place) => `f${place}`).join(" ");

/** Documents that come once, of 250 kB each, most of which cannot be parsed. */
export const UNIQUE_DOCUMENTS: Attack = {
  name: "B unique large documents",
  async run({ port }, until) {
    const answered = await hammer(port, { connections: 8, until }, (number) => {
      const query = `# ${number} ${"x".repeat(230_000)}\n{ ${FIELDS} ${number % 10 === 0 ? "}" : ""}`;
      return postRequest("/graphql", { query }, undefined, ATTACKER);
    });
    return `${answered} documents`;
  },
};

const WHOLE_SCHEMA = `{ __schema { types { name description fields { name description args { name description }
  type { name kind ofType { name kind ofType { name kind } } } } } } }`;
const ALIASES = `{ ${Array.from({ length: 30 }, (_, place) => `s${place}: ${WHOLE_SCHEMA.slice(2, -2)}`).join(" ")} }`;

/** Introspection thirty times in a document, and whole answers that nobody reads. */
export const INTROSPECTION: Attack = {
  name: "C introspection, unread answers",
  async run({ port, strangers }, until) {
    const unread = strangers.map(({ token }) => {
      const socket = connect({ port, host: "127.0.0.1" });
      socket.on("error", () => {});
      socket.pause();
      socket.write(postRequest("/graphql", { query: WHOLE_SCHEMA }, token, ATTACKER).repeat(40));
      return socket;
    });
    const answered = await hammer(port, { connections: 8, until }, () =>
      postRequest("/graphql", { query: ALIASES }, undefined, ATTACKER),
    );
    for (const socket of unread) socket.destroy();
    return `${answered} documents, ${unread.length} connections unread`;
  },
};

const SEARCH = `{ viewer { ${Array.from(
  { length: 29 },
  (_, place) => `s${place}: tasks(filter: { search: "needle ${place}" }, first: 100) { nodes { id } }`,
).join(" ")} } }`;

/** Twenty-nine searches in a document over long texts, by many at once. */
export const SEARCHES: Attack = {
  name: "D searches over long texts",
  async prepare({ port, strangers: [owner] }) {
    const input = { title: "Hay", description: "hay ".repeat(1_200) };
    const fields = Array.from(
      { length: 20 },
      (_, place) => `t${place}: createTask(input: $input) { __typename }`,
    );
    const create = `mutation ($input: CreateTaskInput!) { ${fields.join(" ")} }`;
    // 600 texts of 5 kB.
    for (let round = 0; round < 30; round += 1) {
      const { body } = await askOnce(port, { query: create, variables: { input } }, owner?.token);
      if (!body.includes("CreateTaskPayload")) throw new Error(`The texts are refused: ${body}`);
    }
    const { body } = await askOnce(port, { query: SEARCH }, owner?.token);
    if (body.includes("GRAPHQL_VALIDATION_FAILED")) throw new Error(`The search is out of date: ${body}`);
  },
  async run({ port, strangers: [owner] }, until) {
    const answered = await hammer(port, { connections: 40, until }, () =>
      postRequest("/graphql", { query: SEARCH }, owner?.token, ATTACKER),
    );
    return `${answered} documents`;
  },
};

const MEGABYTE = 1_000_000;
/** What the guests of one address may store in an hour, with room for indexes and for rows that are no more. */
const MOST_STORED = 30 * MEGABYTE;

/** Guests who store as much as they can. */
export const FILLING: Attack = {
  name: "H guests fill the disk",
  async run({ db, port, strangers }, until) {
    const size = async () => {
      const { rows } = await db.pool.query<{ bytes: string }>(
        "SELECT sum(pg_total_relation_size(relid)) AS bytes FROM pg_stat_user_tables WHERE relname IN ('tasks', 'timers', 'outbox')",
      );
      return Number(rows[0]?.bytes ?? 0);
    };
    const before = await size();
    // What does not repeat cannot be compressed.
    const text = () => Array.from({ length: 4_900 }, () => Math.random().toString(36)[2] ?? "x").join("");
    let refused = 0;
    const answered = await hammer(
      port,
      { connections: strangers.length, until },
      (number) => {
        const create = `mutation ($text: String!) { ${Array.from(
          { length: 20 },
          (_, place) => `t${place}: createTask(input: { title: "Full", description: $text }) { __typename }`,
        ).join(" ")} }`;
        const { token } = strangers[number % strangers.length] ?? { token: "" };
        return postRequest("/graphql", { query: create, variables: { text: text() } }, token, ATTACKER);
      },
      ({ body }) => {
        if (/QuotaExceeded|RATE_LIMITED/.test(body)) refused += 1;
      },
    );
    await delay(100);
    const stored = (await size()) - before;
    if (stored > MOST_STORED)
      throw new Error(`Guests of one address stored ${Math.round(stored / MEGABYTE)} MB.`);
    return `${(stored / MEGABYTE).toFixed(0)} MB stored, ${refused} of ${answered} documents refused`;
  },
};
