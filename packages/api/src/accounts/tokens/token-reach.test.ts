import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { aPersonWhoTracked, type PersonWhoTracked } from "../../testing/a-person-who-tracked.ts";
import { aTestApplication, type TestApplication } from "../../testing/application.ts";
import { everythingOf } from "../../testing/everything-of-a-person.ts";
import { anEvent, RECORD_EVENT } from "../../tracking/testing/tracking-requests.ts";

const NOW = Date.now();
const CREATE = `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { __typename
  ... on CreateApiTokenPayload { token apiToken { id name origin } }
  ... on Error { message } ... on InvalidInputError { issues { path } } } }`;
const REVOKE = `mutation ($id: ID!) { revokeApiToken(input: { id: $id }) { __typename
  ... on RevokeApiTokenPayload { apiToken { revokedAt } } } }`;

let application: TestApplication;
let person: PersonWhoTracked;
beforeAll(async () => {
  application = await aTestApplication();
});
beforeEach(async () => {
  application.clock.at = NOW;
  person = await aPersonWhoTracked(application, NOW);
});
afterAll(() => application.close());

const everything = () => everythingOf(application.db.pool, person.guest.userId);

async function aToken(scopes: readonly string[], more: object = {}) {
  const { data } = await person.guest.ask(CREATE, { input: { name: "a tool", scopes, ...more } });
  const { token, apiToken }: { token: string; apiToken: { id: string } } = data.createApiToken;
  return {
    id: apiToken.id,
    text: token,
    ask: (query: string, variables: object = {}, headers: Record<string, string> = {}) =>
      application.ask(query, variables, { authorization: `Bearer ${token}`, ...headers }),
  };
}

const next = () => ({ input: anEvent("NEXT") });
const READS_LITTLE = "{ viewer { activeSession { id questionCount } day { questionCount } } }";

describe("a token for timers (TIMERS_WRITE)", () => {
  const RUN = `mutation ($taskId: ID!) { resumeTimer(input: { taskId: $taskId }) { __typename } }`;

  it("reads tasks and timers, and runs timers", async () => {
    const token = await aToken(["TIMERS_WRITE"]);
    const { data, errors } = await token.ask(
      "{ viewer { tasks { nodes { title timer { status } } } activeTimers { id } pomodoroPlan { workSeconds } } }",
    );
    expect(errors).toEqual([]);
    expect(data.viewer.tasks.nodes).toEqual([{ title: "Laundry of somebody", timer: { status: "PAUSED" } }]);
    expect(data.viewer.activeTimers).toEqual([{ id: person.ids.Timer }]);
    const resumed = await token.ask(RUN, { taskId: person.ids.Task });
    expect(resumed.data.resumeTimer.__typename).toBe("ResumeTimerPayload");
  });

  it.each([
    "viewer { email }",
    "viewer { activeSession { id } }",
    "viewer { day { questionCount } }",
    "viewer { timerRuns { nodes { id } } }",
    "viewer { apiTokens { nodes { id } } }",
  ])("cannot read %s", async (field) => {
    const token = await aToken(["TIMERS_WRITE"]);
    const { data, errors } = await token.ask(`{ ${field} }`);
    expect(Object.values(data?.viewer ?? {}).filter((value) => value !== null)).toEqual([]);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(["FORBIDDEN"]);
  });

  it.each(["deleteTask(input: { id: $id })", 'updateTask(input: { id: $id, title: "x" })'])(
    "cannot change a task: %s",
    async (mutation) => {
      const token = await aToken(["TIMERS_WRITE"]);
      const before = await everything();
      const document = `mutation ($id: ID!) { ${mutation} { __typename } }`;
      const { errors } = await token.ask(document, { id: person.ids.Task });
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(["FORBIDDEN"]);
      expect(await everything()).toBe(before);
    },
  );

  it("differs from the token for questions, which neither reads nor runs timers", async () => {
    const token = await aToken(["TRACKING_WRITE"]);
    for (const [document, variables] of [
      ["{ viewer { tasks { nodes { id } } } }", {}],
      ["{ viewer { activeTimers { id } } }", {}],
      [RUN, { taskId: person.ids.Task }],
    ] as const) {
      const { errors } = await token.ask(document, variables);
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(["FORBIDDEN"]);
    }
  });
});

describe("a token of the widget (TRACKING_WRITE)", () => {
  it("records events and reads the active session and the day", async () => {
    const token = await aToken(["TRACKING_WRITE"]);
    const { data, errors } = await token.ask(READS_LITTLE);
    expect(errors).toEqual([]);
    expect(data.viewer.activeSession).toEqual({ id: person.active.id, questionCount: 1 });
    expect((await token.ask(RECORD_EVENT, next())).data.recordEvent.replayed).toBe(false);
  });

  it.each([
    "viewer { email }",
    "viewer { firstName }",
    "viewer { week { startsOn } }",
    'viewer { month(month: "2026-11") { date } }',
    "viewer { workSessions { nodes { id } } }",
    "viewer { apiTokens { nodes { id } } }",
  ])("cannot read %s", async (field) => {
    const token = await aToken(["TRACKING_WRITE"]);
    const { data, errors } = await token.ask(`{ ${field} }`);
    const told = Object.values(data?.viewer ?? {});
    expect(told.filter((value) => value !== null)).toEqual([]);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(["FORBIDDEN"]);
  });

  it.each(["ApiToken", "Habit"])("cannot read a %s by its id", async (type) => {
    const token = await aToken(["TRACKING_WRITE"]);
    const { data, errors } = await token.ask("query ($id: ID!) { node(id: $id) { id } }", {
      id: person.ids[type],
    });
    expect(data?.node ?? null).toBeNull();
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(["FORBIDDEN"]);
  });

  it.each([
    ["deleteWorkSession", "WorkSession"],
    ["restoreWorkSession", "WorkSession"],
    ["deleteQuestion", "Question"],
    ["restoreQuestion", "Question"],
    ["revokeApiToken", "ApiToken"],
  ])("may not %s", async (mutation, type) => {
    const token = await aToken(["TRACKING_WRITE"]);
    const before = await everything();
    const { errors } = await token.ask(
      `mutation ($id: ID!) { ${mutation}(input: { id: $id }) { __typename } }`,
      {
        id: person.ids[type],
      },
    );
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(["FORBIDDEN"]);
    expect(await everything()).toBe(before);
  });

  it("may not change the profile, create tokens or log out", async () => {
    const token = await aToken(["TRACKING_WRITE"]);
    const before = await everything();
    for (const mutation of [
      'updateProfile(input: { firstName: "Eve" }) { __typename }',
      'createApiToken(input: { name: "more", scopes: [WRITE] }) { __typename }',
      "logout { __typename }",
    ]) {
      const { errors } = await token.ask(`mutation { ${mutation} }`);
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(["FORBIDDEN"]);
    }
    expect(await everything()).toBe(before);
  });
});

describe("a token that cannot be made", () => {
  it.each([
    ["without a name", { name: "  " }, "name"],
    ["with a name of 10,000 characters", { name: "x".repeat(10_000) }, "name"],
    ["without a scope", { scopes: [] }, "scopes"],
    ["for an invalid origin", { origin: "raterhub.com" }, "origin"],
    ["for every origin", { origin: "*" }, "origin"],
    ["that expires in the past", { expiresAt: new Date(NOW - 1).toISOString() }, "expiresAt"],
  ])("is one %s: the error says why, and nothing is created", async (_what, wrong, field) => {
    const before = await everything();
    const { data, errors } = await person.guest.ask(CREATE, {
      input: { name: "a tool", scopes: ["READ"], ...wrong },
    });
    expect(errors).toEqual([]);
    expect(data.createApiToken.__typename).toBe("InvalidInputError");
    expect(data.createApiToken.issues.map(({ path }: { path: string[] }) => path[0])).toEqual([field]);
    expect(await everything()).toBe(before);
  });
});

it("a token with a scope that does not exist is not made: the error names the scopes' type", async () => {
  const before = await everything();
  for (const scopes of [["READ", "EVERYTHING"], ["read"], ["DEVICE"]]) {
    const { errors } = await person.guest.ask(CREATE, { input: { name: "a tool", scopes } });
    expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect(errors[0]?.message).toContain('"Scope" enum');
  }
  expect(await everything()).toBe(before);
});

describe("a token's scopes", () => {
  it.each([
    [["READ"], true, "FORBIDDEN"],
    [["TIMERS_WRITE"], false, "FORBIDDEN"],
    [["TRACKING_WRITE"], true, null],
    [["WRITE"], true, null],
    [["READ", "TIMERS_WRITE"], true, "FORBIDDEN"],
  ])("%j: reads the active session: %s; recording is refused with %s", async (scopes, reads, refused) => {
    const token = await aToken(scopes);
    const { data } = await token.ask(READS_LITTLE);
    expect(Boolean(data?.viewer?.activeSession)).toBe(reads);
    const before = await everything();
    const { errors } = await token.ask(RECORD_EVENT, next());
    expect(errors[0]?.extensions.code ?? null).toBe(refused);
    if (refused) expect(await everything()).toBe(before);
    else expect(await everything()).not.toBe(before);
  });

  it("do not let a token with write create further tokens", async () => {
    const token = await aToken(["READ", "WRITE"]);
    const before = await everything();
    const { errors } = await token.ask(CREATE, { input: { name: "more", scopes: ["READ"] } });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(["FORBIDDEN"]);
    expect(await everything()).toBe(before);
  });
});

describe("an invalid token", () => {
  it("is refused at once after it was revoked, and stays revoked", async () => {
    const token = await aToken(["TRACKING_WRITE"]);
    const { data } = await person.guest.ask(REVOKE, { id: token.id });
    const again = await person.guest.ask(REVOKE, { id: token.id });
    expect(again.data).toEqual(data);
    const before = await everything();
    const { status, errors } = await token.ask(RECORD_EVENT, next());
    expect([status, errors[0]?.extensions.code]).toEqual([401, "UNAUTHENTICATED"]);
    expect(errors[0]?.message).toMatch(/revoked/);
    expect(await everything()).toBe(before);
  });

  it("is refused after it expires", async () => {
    const token = await aToken(["TRACKING_WRITE"], { expiresAt: new Date(NOW + 3_600_000).toISOString() });
    expect((await token.ask(READS_LITTLE)).status).toBe(200);
    await application.db.pool.query("UPDATE api_tokens SET expires_at = now() WHERE user_id = $1", [
      person.guest.userId,
    ]);
    // The database's notification arrives a moment after the change.
    await vi.waitFor(async () => {
      const { status, errors } = await token.ask(READS_LITTLE);
      expect([status, errors[0]?.extensions.code]).toEqual([401, "UNAUTHENTICATED"]);
    }, 10_000);
  });

  it("is refused when its secret was never issued", async () => {
    const { status } = await application.ask(
      READS_LITTLE,
      {},
      { authorization: `Bearer pk_${"a".repeat(43)}` },
    );
    expect(status).toBe(401);
  });
});

describe("a token made for one page", () => {
  const home = "https://www.raterhub.com";

  it.each([
    ["its own page", home, 200],
    ["no page at all", null, 200],
    ["an extension", "chrome-extension://abcdefghijklmnop", 200],
    ["another page", "https://raterhub.com", 401],
    ["a page that looks like it", "https://www.raterhub.com.evil.example", 401],
    ["the same host without TLS", "http://www.raterhub.com", 401],
    ["the origin null", "null", 401],
  ])("from %s", async (_, origin, expected) => {
    const token = await aToken(["TRACKING_WRITE"], { origin: home });
    const before = await everything();
    const { status } = await token.ask(RECORD_EVENT, next(), origin === null ? {} : { origin });
    expect(status).toBe(expected);
    if (expected === 401) expect(await everything()).toBe(before);
  });

  it.each([`${home}/`, "raterhub.com", "*", "null", "ftp://raterhub.com", `${home}/path`])(
    "is not made for %s",
    async (origin) => {
      const before = await everything();
      const { data } = await person.guest.ask(CREATE, { input: { name: "x", scopes: ["READ"], origin } });
      expect(data.createApiToken).toMatchObject({
        __typename: "InvalidInputError",
        issues: [{ path: ["origin"] }],
      });
      expect(await everything()).toBe(before);
    },
  );
});

describe("making a token with an idempotencyKey", () => {
  const input = () => ({ name: "widget", scopes: ["TRACKING_WRITE"], idempotencyKey: randomUUID() });

  it("again, or ten times at once, returns the same token and secret", async () => {
    const same = input();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => person.guest.ask(CREATE, { input: same })),
    );
    const made = answers.map(({ data }) => data.createApiToken);
    expect(made[0].__typename).toBe("CreateApiTokenPayload");
    for (const one of made) expect(one).toEqual(made[0]);
    const before = await everything();
    expect((await person.guest.ask(CREATE, { input: same })).data.createApiToken).toEqual(made[0]);
    expect(await everything()).toBe(before);
    expect(
      (await application.ask(READS_LITTLE, {}, { authorization: `Bearer ${made[0].token}` })).status,
    ).toBe(200);
  });

  it.each([
    ["name", { name: "other" }],
    ["scopes", { scopes: ["READ"] }],
    ["origin", { origin: "https://raterhub.com" }],
    ["end", { expiresAt: new Date(NOW + 86_400_000).toISOString() }],
  ])("with another %s is a conflict", async (_, other) => {
    const first = input();
    await person.guest.ask(CREATE, { input: first });
    const before = await everything();
    const { data } = await person.guest.ask(CREATE, { input: { ...first, ...other } });
    expect(data.createApiToken.__typename).toBe("IdempotencyConflict");
    expect(await everything()).toBe(before);
  });

  it("that another person used creates a separate token", async () => {
    const first = input();
    const mine = (await person.guest.ask(CREATE, { input: first })).data.createApiToken;
    const stranger = await application.aGuest();
    const theirs = (await stranger.ask(CREATE, { input: first })).data.createApiToken;
    expect(theirs.token).not.toBe(mine.token);
    expect(theirs.apiToken.id).not.toBe(mine.apiToken.id);
  });
});

it("a token in the cookie is no login, also right after it was used as a token", async () => {
  const token = await aToken(["READ"]);
  for (let time = 0; time < 3; time += 1) {
    expect((await token.ask("{ viewer { id } }")).data.viewer.id).toBe(person.ids.User);
    const { status, data } = await application.ask(
      "{ viewer { id } }",
      {},
      { cookie: `pacekeeper=${token.text}` },
    );
    expect({ status, viewer: data?.viewer ?? null }).toMatchObject({ viewer: null });
  }
});
