import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../platform/ids.ts";
import { aTestApplication, type TestApplication } from "../../testing/application.ts";
import { anEventStream, type EventStream } from "../../testing/event-stream.ts";
import { type OpenSocket, openSocket } from "../../testing/open-socket.ts";
import { aSecondProcessOf, type SecondProcess } from "../../testing/second-process.ts";
import { pressForSession } from "../../tracking/testing/tracking-requests.ts";
import { type Account, anAccount, login, PASSWORD } from "../testing/accounts.ts";
import { secretHash } from "./derived-secret.ts";

const FOLLOW = "subscription { workSessionChanged { kind } }";
const LIMIT_MS = 5000;
const NEW_PASSWORD = "a brand new password";

let application: TestApplication;
let second: SecondProcess;
beforeAll(async () => {
  application = await aTestApplication();
  second = await aSecondProcessOf(application);
});
afterAll(async () => {
  await second.close();
  await application.close();
});

const sockets: OpenSocket[] = [];
const streams: EventStream[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  for (const stream of streams.splice(0)) await stream.close();
});

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

/** A person with two logins and a token. */
interface Person {
  readonly account: Account;
  /** The login that ends. */
  readonly lost: string;
  readonly token: { readonly secret: string; readonly id: string };
}

async function aPerson(): Promise<Person> {
  const account = await anAccount(application);
  const { accessToken } = await login(application, { email: account.email });
  const { data } = await account.ask(`mutation {
    createApiToken(input: { name: "a tool", scopes: [READ, TRACKING_WRITE] }) {
      ... on CreateApiTokenPayload { token apiToken { id } } } }`);
  const { token, apiToken } = data.createApiToken;
  return { account, lost: accessToken, token: { secret: token, id: apiToken.id } };
}

async function loginIdOf({ lost }: Person): Promise<string> {
  const { data } = await application.ask(
    "{ viewer { loginSessions { nodes { id isCurrent } } } }",
    {},
    bearer(lost),
  );
  return data.viewer.loginSessions.nodes.find(({ isCurrent }: { isCurrent: boolean }) => isCurrent).id;
}

async function aResetLink({ account }: Person): Promise<string> {
  const id = newId(Date.now());
  const expiresAt = new Date(Date.now() + 3_600_000);
  const mail = {
    id,
    kind: "RESET_PASSWORD",
    recipient: account.email,
    userId: account.userId,
    expiresAt,
  } as const;
  await application.db.prisma.mail.create({ data: { ...mail, secretHash: secretHash(`link ${id}`) } });
  return `link ${id}`;
}

const named = (field: string) => `mutation ($input: ${field.charAt(0).toUpperCase()}${field.slice(1)}Input!) {
  ${field}(input: $input) { __typename } }`;

/** Every way in which a login or token ends, and which of the person's credentials stay valid. */
const WAYS: readonly {
  readonly way: string;
  readonly ends: "lost" | "token";
  /** Whether the login that caused it stays valid. */
  readonly stays: boolean;
  readonly act: (person: Person) => Promise<{ data: Record<string, { __typename: string }> }>;
}[] = [
  {
    way: "logout",
    ends: "lost",
    stays: true,
    act: ({ lost }) => application.ask("mutation { logout { __typename } }", {}, bearer(lost)),
  },
  {
    way: "revokeLoginSession",
    ends: "lost",
    stays: true,
    act: async (person) =>
      person.account.ask(named("revokeLoginSession"), { input: { id: await loginIdOf(person) } }),
  },
  {
    way: "logoutEverywhere",
    ends: "lost",
    stays: false,
    act: ({ account }) => account.ask("mutation { logoutEverywhere { __typename } }"),
  },
  {
    way: "changePassword",
    ends: "lost",
    stays: true,
    act: ({ account }) =>
      account.ask(named("changePassword"), {
        input: { currentPassword: PASSWORD, newPassword: NEW_PASSWORD },
      }),
  },
  {
    way: "resetPassword",
    ends: "lost",
    stays: false,
    act: async (person) =>
      application.ask(named("resetPassword"), {
        input: { token: await aResetLink(person), newPassword: NEW_PASSWORD },
      }),
  },
  {
    way: "deleteAccount",
    ends: "lost",
    stays: false,
    act: ({ account }) => account.ask(named("deleteAccount"), { input: { password: PASSWORD } }),
  },
  {
    way: "deleteAccount",
    ends: "token",
    stays: false,
    act: ({ account }) => account.ask(named("deleteAccount"), { input: { password: PASSWORD } }),
  },
  {
    way: "revokeApiToken",
    ends: "token",
    stays: true,
    act: ({ account, token }) => account.ask(named("revokeApiToken"), { input: { id: token.id } }),
  },
];

/** Follows over both transports, and has received the current state. */
async function follow(url: string, secret: string) {
  const socket = await openSocket(url, { init: bearer(secret) });
  sockets.push(socket);
  expect(await socket.ask(FOLLOW)).toMatchObject({ data: {} });
  const stream = await anEventStream(url, FOLLOW, bearer(secret));
  streams.push(stream);
  expect(await stream.next()).toMatchObject({ data: {} });
  return { socket, stream };
}

const within = <Result>(what: Promise<Result>) =>
  Promise.race([what, delay(LIMIT_MS, "still open" as const, { ref: false })]);

const statusAt = async (url: string, secret: string) =>
  (
    await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...bearer(secret) },
      body: JSON.stringify({ query: "{ serverTime }" }),
    })
  ).status;

describe.each(WAYS)("$way ends the $ends", ({ ends, stays, act }) => {
  it.each(["the same process", "another process"])("over HTTP and on open sockets of %s", async (where) => {
    const url = where === "the same process" ? application.url : second.url;
    const person = await aPerson();
    const stranger = await aPerson();
    const secret = ends === "token" ? person.token.secret : person.lost;
    const ended = await follow(url, secret);
    const kept = stays ? await follow(url, person.account.accessToken) : null;
    const strangers = await follow(url, stranger.account.accessToken);
    expect(await statusAt(url, secret)).toBe(200);

    const { data } = await act(person);
    expect(Object.values(data)[0]?.__typename).toMatch(/Payload$/);

    // In the process that ended it, the very next request is refused; in others, as soon as the notification arrives.
    if (where === "the same process") expect(await statusAt(url, secret)).toBe(401);
    else await expect.poll(() => statusAt(url, secret), { timeout: LIMIT_MS }).toBe(401);
    expect(await within(ended.socket.closed)).toBe(4401);
    expect(await within(ended.stream.ended())).toBeUndefined();
    const again = await openSocket(url, { init: bearer(secret) });
    expect([again.isAcknowledged, await again.closed]).toEqual([false, 4401]);

    // Nobody else's connections are affected: they still receive changes.
    await pressForSession(stranger.account, "NEXT");
    expect((await within(strangers.stream.next())) as object).toMatchObject({ data: {} });
    expect(await strangers.socket.ask("{ serverTime }")).toMatchObject({ data: {} });
    expect(await kept?.socket.ask("{ viewer { id } }")).toEqual(
      kept ? { data: { viewer: { id: person.account.id } } } : undefined,
    );
  });
});

it("a socket that was opened with a cookie closes with its login too", async () => {
  const person = await aPerson();
  const headers = { cookie: `pacekeeper=${person.lost}`, origin: application.url };
  const socket = await openSocket(application.url, { headers });
  sockets.push(socket);
  expect((await socket.ask("{ viewer { id } }")).data.viewer).toEqual({ id: person.account.id });
  await person.account.ask("mutation { logoutEverywhere { __typename } }");
  expect(await within(socket.closed)).toBe(4401);
});
