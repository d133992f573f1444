import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPersonWhoTracked, type PersonWhoTracked } from "../../testing/a-person-who-tracked.ts";
import { aTestApplication, type TestApplication } from "../../testing/application.ts";

const NOW = Date.now();
const CREATE = `mutation ($scopes: [Scope!]!) { createApiToken(input: { name: "a tool", scopes: $scopes }) {
  ... on CreateApiTokenPayload { token } } }`;

let application: TestApplication;
let person: PersonWhoTracked;
beforeAll(async () => {
  application = await aTestApplication();
  application.clock.at = NOW;
  person = await aPersonWhoTracked(application, NOW);
});
afterAll(() => application.close());

async function aToken(...scopes: string[]) {
  const { data } = await person.guest.ask(CREATE, { scopes });
  const authorization = `Bearer ${data.createApiToken.token}`;
  return (query: string, variables: object = {}) => application.ask(query, variables, { authorization });
}

describe("a refusal", () => {
  it("says which scopes would do, and which the token holds", async () => {
    const ask = await aToken("TIMERS_WRITE");
    const { errors } = await ask("{ viewer { activeSession { id } } }");
    expect(errors).toEqual([
      {
        message: "This needs the scope `READ` or `TRACKING_WRITE`.",
        path: ["viewer", "activeSession"],
        locations: expect.anything(),
        extensions: {
          code: "FORBIDDEN",
          requiredScopes: ["READ", "TRACKING_WRITE"],
          grantedScopes: ["TIMERS_WRITE"],
          requiresLogin: false,
        },
      },
    ]);
  });

  it("names the scopes that a granted one includes as granted, too", async () => {
    const ask = await aToken("WRITE");
    const { errors } = await ask(
      'mutation { createApiToken(input: { name: "x", scopes: [READ] }) { __typename } }',
    );
    expect(errors[0]).toMatchObject({
      message: "A token may not do this. Use a login.",
      extensions: {
        code: "FORBIDDEN",
        requiredScopes: [],
        grantedScopes: ["READ", "WRITE", "TRACKING_WRITE", "TIMERS_WRITE"],
        requiresLogin: true,
      },
    });
  });

  it("tells a login that only an administrator may", async () => {
    const { errors } = await person.guest.ask("mutation { createInvite(input: {}) { __typename } }");
    expect(errors[0]?.message).toContain("administrator");
    expect(errors[0]?.extensions).toMatchObject({
      code: "FORBIDDEN",
      requiredScopes: [],
      requiresLogin: true,
    });
  });

  it("of a day long past names the scope that shows it", async () => {
    const ask = await aToken("TRACKING_WRITE");
    const { errors } = await ask('{ viewer { day(date: "2020-01-01") { questionCount } } }');
    expect(errors[0]?.extensions).toMatchObject({ code: "FORBIDDEN", requiredScopes: ["READ"] });
  });

  it("leaves the siblings: each refused field is null, with an error at its path", async () => {
    const ask = await aToken("TRACKING_WRITE");
    const { data, errors } = await ask(`{ viewer {
      id firstName email targetSeconds tasks { nodes { id } } activeSession { id } day { questionCount } } }`);
    expect(data.viewer).toEqual({
      id: person.ids.User,
      firstName: null,
      email: null,
      targetSeconds: null,
      tasks: null,
      activeSession: { id: person.active.id },
      day: { questionCount: expect.any(Number) },
    });
    expect(errors.map(({ path }) => path)).toEqual(
      ["firstName", "email", "targetSeconds", "tasks"].map((field) => ["viewer", field]),
    );
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(["FORBIDDEN"]));
  });

  it("of one mutation leaves the answers of the others in the document", async () => {
    const ask = await aToken("TRACKING_WRITE");
    const { data, errors } = await ask(`mutation {
      pressed: recordEvent(input: { type: PAUSE }) { __typename }
      named: updateProfile(input: { firstName: "Eve" }) { __typename } }`);
    expect(data).toEqual({ pressed: { __typename: "RecordEventPayload" }, named: null });
    expect(errors.map(({ path }) => path)).toEqual([["named"]]);
  });
});

describe("a token with any scope", () => {
  it.each([["READ"], ["WRITE"], ["TRACKING_WRITE"], ["TIMERS_WRITE"]])(
    "reads whose it is, and where their days and weeks begin: %s",
    async (scope) => {
      const ask = await aToken(scope);
      const { data, errors } = await ask("{ viewer { id timezone weekStart } }");
      expect(errors).toEqual([]);
      expect(data.viewer).toEqual({
        id: person.ids.User,
        timezone: expect.any(String),
        weekStart: expect.any(String),
      });
    },
  );

  it("finds by id what it may read, and is refused the rest one by one", async () => {
    const ask = await aToken("TRACKING_WRITE");
    const ids = [person.active.id, person.ids.Task, person.ids.User, "nothing", person.ids.Habit];
    const { data, errors } = await ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids });
    expect(data.nodes).toEqual([{ id: person.active.id }, null, { id: person.ids.User }, null, null]);
    expect(errors.map(({ extensions, path }) => [path, extensions.code, extensions.requiredScopes])).toEqual([
      [["nodes", 1], "FORBIDDEN", ["READ", "TIMERS_WRITE"]],
      [["nodes", 4], "FORBIDDEN", ["READ"]],
    ]);
    const one = await ask("query ($id: ID!) { node(id: $id) { id } }", { id: person.active.id });
    expect(one.data.node).toEqual({ id: person.active.id });
  });
});

it("a token for changes reads what they answer, and all the rest", async () => {
  const ask = await aToken("WRITE");
  const { data, errors } = await ask(
    `mutation { createHabit(input: { name: "Chess", schedule: { timesAWeek: 3 } }) {
      __typename ... on CreateHabitPayload { habit { name } } ... on Error { message } } }`,
  );
  expect(errors).toEqual([]);
  expect(data.createHabit).toMatchObject({ habit: { name: "Chess" } });
  expect((await ask("{ viewer { firstName habits { totalCount } } }")).errors).toEqual([]);
});
