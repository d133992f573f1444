import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { aTestApplication, type TestApplication } from "../../testing/application.ts";
import { isSetupCode, openSetupCode, setupCode } from "../administration/administrators.ts";
import { type Account, anAccount, anAddress, login, PASSWORD, register } from "../testing/accounts.ts";

const KEY = "a key of the tests, with more than 32 characters";
const INVITE = `mutation ($days: Int) { createInvite(input: { days: $days }) { __typename
  ... on CreateInvitePayload { code invite { id usedAt } } ... on InvalidInputError { issues { path } } } }`;
const TAKE_BACK = `mutation ($id: ID!) { revokeInvite(input: { id: $id }) { __typename
  ... on RevokeInvitePayload { deletedId } ... on Error { message } } }`;

/** From elsewhere: behind a proxy, no client is on the server's own machine. */
const ELSEWHERE = { "x-forwarded-for": "203.0.113.9" };
const open: TestApplication[] = [];
const a = async (environment: Record<string, string> = {}) => {
  const application = await aTestApplication(environment);
  open.push(application);
  return application;
};
afterEach(async () => {
  for (const application of open.splice(0)) await application.close();
});

const paths = (answer: { issues: { path: string[] }[] }) => answer.issues.map(({ path }) => path[0]);

describe("the first administrator", () => {
  it("is whoever registers first on the server's own machine, and nobody after", async () => {
    const application = await a();
    const first = await register(application, { email: anAddress() });
    expect(first.user.role).toBe("ADMIN");
    expect((await register(application, { email: anAddress() })).user.role).toBe("USER");
  });

  it("is only one of two who register at the same moment", async () => {
    const application = await a();
    const made = await Promise.all([1, 2].map(() => register(application, { email: anAddress() })));
    expect(made.map(({ user }) => user.role).sort()).toEqual(["ADMIN", "USER"]);
  });

  it.each([
    ["comes through a proxy", {}, ELSEWHERE],
    ["opens another address than localhost", { PUBLIC_URL: "https://pace.example" }, {}],
  ])("is not somebody who %s without the set-up code", async (_what, environment, headers) => {
    const application = await a(environment);
    expect((await register(application, { email: anAddress() }, headers)).user.role).toBe("USER");
    const code = setupCode(KEY).toLowerCase().replaceAll("-", " ");
    const admin = await register(application, { email: anAddress(), setupCode: code }, headers);
    expect(admin.user.role).toBe("ADMIN");
  });

  it("invalidates the set-up code, which is shown only until then", async () => {
    const application = await a();
    expect(await openSetupCode(application.db, KEY)).toBe(setupCode(KEY));
    expect(setupCode(KEY)).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/);
    expect(isSetupCode(`${KEY}x`, setupCode(KEY))).toBe(false);
    await register(application, { email: anAddress(), setupCode: setupCode(KEY) }, ELSEWHERE);
    expect(await openSetupCode(application.db, KEY)).toBeNull();
    const late = await register(application, { email: anAddress(), setupCode: setupCode(KEY) }, ELSEWHERE);
    expect(paths(late)).toEqual(["setupCode"]);
    const users = await application.db.prisma.user.count();
    const wrong = await register(application, { email: anAddress(), setupCode: "AAAA-BBBB-CCCC" }, ELSEWHERE);
    expect(paths(wrong)).toEqual(["setupCode"]);
    expect(await application.db.prisma.user.count()).toBe(users);
  });
});

describe("registration by invitation", () => {
  let application: TestApplication;
  let admin: Account;
  beforeAll(async () => {
    application = await aTestApplication({ REGISTRATION: "invite" });
    // The first account on the server's own machine needs no invitation.
    admin = await anAccount(application);
  });
  afterAll(() => application.close());
  const invited = async (days?: number) => (await admin.ask(INVITE, { days })).data.createInvite;

  it("says what is missing", async () => {
    expect((await application.ask("{ server { registration } }")).data.server.registration).toBe("INVITE");
    expect(paths(await register(application, { email: anAddress() }))).toEqual(["inviteCode"]);
    expect(paths(await register(application, { email: anAddress(), inviteCode: "x" }))).toEqual([
      "inviteCode",
    ]);
  });

  it("admits one person per invitation, even when two use it at once", async () => {
    const { code } = await invited();
    const made = await Promise.all(
      [1, 2].map(() => register(application, { email: anAddress(), inviteCode: ` ${code} ` })),
    );
    expect(made.map(({ __typename }) => __typename).sort()).toEqual(["InvalidInputError", "LoginPayload"]);
    const { data } = await admin.ask("{ viewer { invites { nodes { usedAt } } } }");
    expect(data.viewer.invites.nodes[0].usedAt).not.toBeNull();
  });

  it("is refused once the invitation is revoked or has expired", async () => {
    const back = await invited();
    expect((await admin.ask(TAKE_BACK, { id: back.invite.id })).data.revokeInvite.deletedId).toBe(
      back.invite.id,
    );
    expect((await admin.ask(TAKE_BACK, { id: back.invite.id })).data.revokeInvite.__typename).toBe(
      "NotFound",
    );
    expect(paths(await register(application, { email: anAddress(), inviteCode: back.code }))).toEqual([
      "inviteCode",
    ]);
    const old = await invited(1);
    application.clock.at = Date.now() + 24 * 3_600_000 + 1;
    expect(paths(await register(application, { email: anAddress(), inviteCode: old.code }))).toEqual([
      "inviteCode",
    ]);
    application.clock.at = null;
  });

  it("needs an invitation that only an administrator with a login can create", async () => {
    const { code } = await invited();
    const email = anAddress();
    const made = await register(application, { email, inviteCode: code });
    const ask = (token: string) => application.ask(INVITE, {}, { authorization: `Bearer ${token}` });
    expect((await ask(made.accessToken)).errors[0]?.extensions.code).toBe("FORBIDDEN");
    const created = await admin.ask(
      `mutation { createApiToken(input: { name: "all", scopes: [READ, WRITE] }) { ... on CreateApiTokenPayload { token } } }`,
    );
    expect((await ask(created.data.createApiToken.token)).errors[0]?.extensions.code).toBe("FORBIDDEN");
    for (const days of [0, 91]) expect((await invited(days)).__typename).toBe("InvalidInputError");
  });
});

it("a closed server accepts only its first administrator", async () => {
  const application = await a({ REGISTRATION: "closed" });
  expect((await register(application, { email: anAddress() }, ELSEWHERE)).__typename).toBe(
    "RegistrationClosed",
  );
  const input = { email: anAddress(), setupCode: setupCode(KEY) };
  expect((await register(application, input, ELSEWHERE)).user.role).toBe("ADMIN");
  expect((await register(application, { email: anAddress() })).__typename).toBe("RegistrationClosed");
});

it("a server without password login refuses passwords everywhere", async () => {
  const before = await a();
  const account = await anAccount(before);
  const application = await a({ PASSWORD_LOGIN: "off" });
  expect((await application.ask("{ server { passwordLogin } }")).data.server.passwordLogin).toBe(false);
  expect((await register(application, { email: anAddress() })).__typename).toBe("PasswordLoginOff");
  expect((await login(application, { email: account.email })).__typename).toBe("PasswordLoginOff");
  expect(await application.db.prisma.user.count()).toBe(0);
});

it("an empty field in the form keeps the guest's value", async () => {
  const application = await a();
  const guest = await application.aGuest("America/New_York");
  await guest.ask(
    `mutation { updateProfile(input: { firstName: "Ilse", weekStart: SUNDAY }) { __typename } }`,
  );
  const headers = { authorization: `Bearer ${guest.accessToken}` };
  const { user } = await register(application, { email: anAddress(), firstName: " ", lastName: "" }, headers);
  expect(user).toMatchObject({ firstName: "Ilse", timezone: "America/New_York" });
});

it("reports everything that is wrong with the form at once", async () => {
  const application = await a();
  const input = { email: "ilse", password: "x", firstName: "x".repeat(101), timezone: "Mars/Olympus" };
  const answer = await register(application, input);
  expect(new Set(paths(answer))).toEqual(new Set(["email", "password", "firstName", "timezone"]));
});

describe("the service for breached passwords", () => {
  let server: Server;
  let url: string;
  let answer: () => { status?: number; body?: string; silent?: boolean };
  let asked: { path: string; padding: string | undefined }[];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push({
        path: (request.url ?? "").split("?")[0] ?? "",
        padding: request.headers["add-padding"]?.toString(),
      });
      const { status = 200, body = "", silent = false } = answer();
      if (!silent) response.writeHead(status).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const digest = createHash("sha1").update(PASSWORD).digest("hex").toUpperCase();
  const listed = `${"0".repeat(35)}:3\r\n${digest.slice(5)}:42\r\n`;
  const asking = async (
    how: typeof answer,
    environment: Record<string, string> = { HIBP_ENABLED: "true" },
  ) => {
    answer = how;
    asked = [];
    const application = await a({ HIBP_URL: url, ...environment });
    return register(application, { email: anAddress() });
  };

  it("refuses a listed password, and receives only five digits", async () => {
    const made = await asking(() => ({ body: listed }));
    expect(made.issues).toMatchObject([{ path: ["password"], code: "BREACHED" }]);
    expect(asked).toEqual([{ path: `/range/${digest.slice(0, 5)}`, padding: "true" }]);
  });

  it("accepts a password that is only padding, counted 0 times", async () => {
    const made = await asking(() => ({ body: `${digest.slice(5)}:0\r\n${"F".repeat(35)}:0\r\n` }));
    expect(made.__typename).toBe("LoginPayload");
  });

  it.each([
    ["fails", () => ({ status: 500 })],
    ["is too slow", () => ({ silent: true })],
    ["talks nonsense", () => ({ body: "<html>" })],
  ])("that %s is not waited for: only the offline list is checked", async (_what, how) => {
    expect((await asking(how)).__typename).toBe("LoginPayload");
    expect(asked).toHaveLength(1);
  });

  it("that cannot be reached is not waited for either", async () => {
    const environment = { HIBP_ENABLED: "true", HIBP_URL: "http://127.0.0.1:9" };
    expect((await asking(() => ({}), environment)).__typename).toBe("LoginPayload");
  });

  it("is not used unless it is enabled", async () => {
    expect((await asking(() => ({ body: listed }), {})).__typename).toBe("LoginPayload");
    expect(asked).toEqual([]);
  });
});
