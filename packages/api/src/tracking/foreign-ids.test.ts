import { type GraphQLField, getNamedType, isInputObjectType, isNonNullType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { schema } from "../schema.ts";
import { aPersonWhoTracked, type PersonWhoTracked } from "../testing/a-person-who-tracked.ts";
import { aTestApplication, type TestApplication } from "../testing/application.ts";
import { everythingOf } from "../testing/everything-of-a-person.ts";

const NOW = Date.now();

let application: TestApplication;
let mine: PersonWhoTracked;
let theirs: PersonWhoTracked;
beforeAll(async () => {
  application = await aTestApplication();
  application.clock.at = NOW;
  mine = await aPersonWhoTracked(application, NOW);
  theirs = await aPersonWhoTracked(application, NOW);
});
afterAll(() => application.close());

const global = (type: string, id: string) => btoa(`${type}:${id}`);
const nobodys = "0190f3e2-7b5c-7d00-8000-0123456789ab";
const everything = async () => [
  await everythingOf(application.db.pool, mine.guest.userId),
  await everythingOf(application.db.pool, theirs.guest.userId),
];

/** Whether an id is the only required field of a mutation's input. */
function takesAnId(field: GraphQLField<unknown, unknown>): boolean {
  const input = field.args.map(({ type }) => getNamedType(type)).find(isInputObjectType);
  const required = Object.values(input?.getFields() ?? {}).filter(({ type }) => isNonNullType(type));
  return required.length === 1 && required[0]?.name === "id";
}

const TYPES = ["WorkSession", "Question", "ApiToken", "LoginSession", "Task", "HabitLog", "Habit"];

/** Every mutation of the schema that takes an id, with the type of the id. */
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {})
  .filter(takesAnId)
  // Only for administrators: refused before any id is read, as the isolation matrix shows.
  .filter(({ name }) => name !== "revokeInvite")
  .map(({ name }) => {
    if (name === "unlinkHabit") return { name, type: "HabitLink" };
    return { name, type: TYPES.find((type) => name.includes(type)) ?? "unknown" };
  });

const act = (mutation: string, id: string) =>
  mine.guest.ask(
    `mutation ($id: ID!) { ${mutation}(input: { id: $id }) { __typename ... on Error { message } } }`,
    { id },
  );

it("Every mutation that takes an id is tested", () => {
  expect(mutations).toEqual(
    expect.arrayContaining([
      { name: "deleteHabit", type: "Habit" },
      { name: "deleteQuestion", type: "Question" },
      { name: "deleteTask", type: "Task" },
      { name: "deleteWorkSession", type: "WorkSession" },
      { name: "reopenWorkSession", type: "WorkSession" },
      { name: "restoreHabitLog", type: "HabitLog" },
      { name: "restoreQuestion", type: "Question" },
      { name: "restoreWorkSession", type: "WorkSession" },
      { name: "revokeApiToken", type: "ApiToken" },
      { name: "revokeLoginSession", type: "LoginSession" },
      { name: "unlinkHabit", type: "HabitLink" },
    ]),
  );
  expect(mutations.filter(({ type }) => type === "unknown")).toEqual([]);
});

describe.each(mutations)("$name", ({ name, type }) => {
  it("answers for another person's id as for an unknown one, and changes nothing", async () => {
    const before = await everything();
    const { data: foreign, errors } = await act(name, theirs.ids[type] ?? "");
    expect(errors).toEqual([]);
    expect(foreign[name]).toMatchObject({
      __typename: "NotFound",
      message: expect.stringMatching(/does not exist. Nothing was changed/),
    });
    const { data: missing } = await act(name, global(type, nobodys));
    expect(missing).toEqual(foreign);
    expect(await everything()).toEqual(before);
  });

  it("refuses an id of another type, or a malformed one, and changes nothing", async () => {
    const before = await everything();
    const others = Object.entries(mine.ids).filter(([other]) => other !== type);
    const wrong = [
      ...others.map(([, id]) => id),
      "",
      "x",
      nobodys,
      global(type, "7"),
      global("Planet", nobodys),
    ];
    for (const id of wrong) {
      const { data, errors } = await act(name, id);
      const refused = errors[0]?.extensions.code ?? data?.[name]?.__typename;
      expect(refused, `${name} of ${id}`).toMatch(/^(BAD_USER_INPUT|NotFound)$/);
      expect(errors[0]?.message ?? data[name].message).not.toMatch(/prisma|invocation|Internal/i);
    }
    expect(await everything()).toEqual(before);
  });
});

describe("reading by id", () => {
  const NODES = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }";
  const NODE = "query ($id: ID!) { node(id: $id) { __typename id } }";

  it("finds the person's own things", async () => {
    const { data } = await mine.guest.ask(NODES, { ids: Object.values(mine.ids) });
    expect(data.nodes.map(({ id }: { id: string }) => id)).toEqual(Object.values(mine.ids));
  });

  it("returns null for another person's id as for an unknown one, one by one and together", async () => {
    const ids = [
      ...Object.values(theirs.ids),
      ...Object.keys(theirs.ids).map((type) => global(type, nobodys)),
    ];
    const { data } = await mine.guest.ask(NODES, { ids });
    expect(data.nodes).toEqual(ids.map(() => null));
    for (const id of ids) expect((await mine.guest.ask(NODE, { id })).data).toEqual({ node: null });
  });

  it("returns nothing to a visitor", async () => {
    for (const id of Object.values(mine.ids)) {
      const { data, errors } = await application.ask(NODE, { id });
      expect(data?.node ?? null).toBeNull();
      for (const { extensions } of errors) expect(extensions.code).toBe("UNAUTHENTICATED");
    }
  });

  it("does not fail on a malformed id", async () => {
    for (const id of ["", "x", nobodys, global("Planet", nobodys), global("WorkSession", "7")]) {
      const { data, errors } = await mine.guest.ask(NODE, { id });
      expect(data?.node ?? null).toBeNull();
      expect(
        errors.map(({ extensions }) => extensions.code),
        `node of ${JSON.stringify(id)}`,
      ).not.toContain("INTERNAL");
    }
  });

  it("returns nothing of another person's through their cursor", async () => {
    const page = "{ edges { cursor } nodes { id } }";
    const { data } = await theirs.guest.ask(`{ viewer { workSessions ${page} } }`);
    for (const { cursor } of data.viewer.workSessions.edges) {
      const answer = await mine.guest.ask(
        `query ($cursor: String) { viewer { after: workSessions(after: $cursor) ${page}
          before: workSessions(last: 9, before: $cursor) ${page} } }`,
        { cursor },
      );
      const found = [answer.data.viewer.after, answer.data.viewer.before].flatMap(({ nodes }) => nodes);
      for (const { id } of found) expect([mine.ended.id, mine.active.id]).toContain(id);
    }
  });
});

describe("naming another person's session in an event", () => {
  it("is like naming an unknown one", async () => {
    const before = await everything();
    const { data } = await mine.guest.ask(
      `mutation ($key: UUID!) { recordEvent(input: { type: NEXT, sessionKey: $key }) { __typename } }`,
      { key: theirs.active.key },
    );
    expect(data.recordEvent.__typename).toBe("NotFound");
    expect(await everything()).toEqual(before);
  });
});

describe("naming another person's task in a link", () => {
  it("is like naming an unknown one", async () => {
    const before = await everything();
    const link = (taskId: string) =>
      mine.guest.ask(
        `mutation ($input: LinkHabitInput!) { linkHabit(input: $input) { __typename ... on Error { message } } }`,
        { input: { habitId: mine.ids.Habit, source: "TASK", taskId } },
      );
    const { data } = await link(theirs.ids.Task ?? "");
    expect(data.linkHabit.__typename).toBe("NotFound");
    expect((await link(global("Task", nobodys))).data).toEqual(data);
    expect(await everything()).toEqual(before);
  });
});
