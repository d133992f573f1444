import { readFileSync } from "node:fs";
import { type DocumentNode, getOperationAST, parse, print, separateOperations } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { REQUEST_ERROR_CODES } from "./platform/errors.ts";
import { CLOSE_CODES } from "./platform/websocket/close-codes.ts";
import { schema } from "./schema.ts";
import { aTestApplication, type Guest, type TestApplication } from "./testing/application.ts";
import { asShown, type Fence, fencesIn, playConversation, runProgram } from "./testing/document-examples.ts";
import { anEventStream } from "./testing/event-stream.ts";
import { fieldsWithoutErrors } from "./testing/example-rules.ts";

const document = readFileSync(new URL("../../../docs/api.md", import.meta.url), "utf8");

/** The first column of the table with this heading. */
function codesUnder(heading: string): string[] {
  const [, table = ""] = document.split(`| ${heading} | meaning |\n|---|---|\n`);
  const [rows = ""] = table.split("\n\n");
  return [...rows.matchAll(/^\| `(\w+)` \| \S/gm)].map(([, code = ""]) => code);
}

it("explains every error code, and no other", () => {
  expect(codesUnder("code")).toEqual([...REQUEST_ERROR_CODES]);
});

it("explains every close code, and no other", () => {
  const codes = Object.values(CLOSE_CODES).sort((a, b) => a - b);
  expect(codesUnder("close code")).toEqual(codes.map(String));
});

/** The address that the examples name. */
const ADDRESS = "localhost:4000";

interface Operation {
  /** Its variables; a function for those that come from what was made before. */
  readonly variables?: () => object;
  /** What its `data` must contain. */
  readonly answer: object;
}

/** The events in a stream, with their data. A keep-alive is none. */
function eventsIn(stream: string): { name: string; data: unknown }[] {
  return [...stream.matchAll(/^event: (\w+)\ndata:(.*)\n/gm)].map(([, name = "", data = ""]) => ({
    name,
    data: data.trim() === "" ? null : JSON.parse(data),
  }));
}

describe("the examples of docs/api.md", () => {
  const fences = fencesIn(document);
  let application: TestApplication;
  let guest: Guest;
  /** The ids of what the guest has, and when they had nothing yet. */
  const made = { task: "", habit: "", before: "" };

  beforeAll(async () => {
    application = await aTestApplication();
    guest = await application.aGuest("Europe/Berlin");
    const before = (await guest.ask("{ serverTime }")).data.serverTime;
    const { data } = await guest.ask(`mutation {
      createTask(input: { title: "Started", timerSeconds: 60 }) { ... on CreateTaskPayload { task { id } } }
      createHabit(input: { name: "Reading" }) { ... on CreateHabitPayload { habit { id } } }
    }`);
    Object.assign(made, { before, task: data.createTask.task.id, habit: data.createHabit.habit.id });
  });
  afterAll(() => application.close());

  const today = () =>
    new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Berlin" }).format(
      application.clock.at ?? Date.now(),
    );

  const operations: Readonly<Record<string, Operation>> = {
    TokenForPage: {
      answer: {
        createApiToken: { token: expect.any(String), apiToken: { origin: "https://www.example.com" } },
      },
    },
    Press: { answer: { recordEvent: { replayed: false, session: { version: expect.any(Number) } } } },
    Page: {
      answer: {
        viewer: { tasks: { totalCount: 1, nodes: [{ title: "Started" }], pageInfo: { hasNextPage: false } } },
      },
    },
    Between: {
      variables: () => ({ from: today(), to: today() }),
      answer: { viewer: { days: [{ date: expect.any(String) }] } },
    },
    Changes: {
      variables: () => ({ since: "2026-01-01T00:00:00Z" }),
      answer: {
        viewer: {
          tasks: { nodes: [{ title: "Started" }], pageInfo: { hasNextPage: false } },
          gone: { nodes: [] },
        },
      },
    },
    NewTask: { answer: { createTask: { task: { timer: { status: "IDLE", lengthSeconds: 1500 } } } } },
    Sessions: {
      answer: { workSessionChanged: { kind: "PRESENT", session: { isActive: true, currentQuestion: {} } } },
    },
    Tasks: {
      variables: () => ({ since: made.before }),
      answer: { tasksChanged: { kind: "CREATED", deletedId: null, task: { title: "Started" } } },
    },
    Rename: {
      variables: () => ({ id: made.task, title: "Renamed", version: 4711 }),
      answer: {
        updateTask: {
          __typename: "VersionConflict",
          current: { version: 1, title: "Started" },
        },
      },
    },
    Start: {
      variables: () => ({ taskId: made.task }),
      answer: { startTimer: { timer: { status: "RUNNING", endsAt: expect.any(String) } } },
    },
    Week: {
      variables: () => ({ from: today(), to: today() }),
      answer: { viewer: { habits: { nodes: [{ name: "Reading", days: [{ date: expect.any(String) }] }] } } },
    },
    Log: {
      variables: () => ({ habitId: made.habit, date: today() }),
      answer: { logHabit: { log: { id: expect.any(String) }, habit: { streak: { current: 1 } } } },
    },
  };

  /** What the document shows after an example. */
  const shownAfter = (fence: Fence) =>
    fences[fences.indexOf(fence) + 1] ?? { language: "", code: "", line: 0 };
  const here = (code: string) => code.replaceAll(ADDRESS, new URL(application.url).host);

  /** The answer to an operation; of a subscription, its first message. */
  async function firstAnswer(alone: DocumentNode, variables: object = {}) {
    if (getOperationAST(alone)?.operation !== "subscription") return guest.ask(print(alone), variables);
    const bearer = { authorization: `Bearer ${guest.accessToken}` };
    const stream = await anEventStream(application.url, print(alone), bearer, variables);
    const first = await stream.next();
    stream.close();
    return first ?? { data: null };
  }

  const ways: Readonly<Record<string, (fence: Fence) => Promise<void>>> = {
    async sh(fence) {
      const shown = shownAfter(fence);
      const wanted = eventsIn(shown.code);
      const printed = await runProgram(
        { ...fence, code: here(fence.code) },
        { TOKEN: guest.accessToken },
        (text) => wanted.length > 0 && eventsIn(text).length >= wanted.length,
      );
      if (wanted.length > 0) expect(eventsIn(printed)).toEqual(asShown(wanted));
      else expect(JSON.parse(printed)).toEqual(asShown(JSON.parse(shown.code)));
    },
    async js(fence) {
      const bearer = { TOKEN: guest.accessToken };
      const printed = await runProgram({ ...fence, code: here(fence.code) }, bearer, (text) =>
        text.includes("\n"),
      );
      expect(JSON.parse(printed)).toEqual(asShown(JSON.parse(shownAfter(fence).code)));
    },
    async graphql({ code }) {
      const parsed = parse(code);
      expect(fieldsWithoutErrors(schema, parsed)).toEqual([]);
      for (const [name, alone] of Object.entries(separateOperations(parsed))) {
        const { answer, variables } = operations[name] ?? { answer: { [name]: "has no expectation" } };
        const { data, errors } = await firstAnswer(alone, variables?.());
        expect(errors ?? []).toEqual([]);
        expect(data).toMatchObject(answer);
      }
    },
    async text(fence) {
      // The answer of the example before it.
      if (fence.code.startsWith("event:")) return;
      await playConversation(application.url, fence.code, (text) =>
        text.replaceAll("eyJ…", guest.accessToken),
      );
    },
    // The answer of the example before it.
    async json() {},
  };

  it("are of every kind", () => {
    const languages = new Set(fences.map(({ language }) => language));
    expect([...languages].sort()).toEqual(Object.keys(ways).sort());
    const named = fences.flatMap(({ code, language }) =>
      language === "graphql" ? [...code.matchAll(/^(?:query|mutation|subscription) (\w+)/gm)] : [],
    );
    expect(named.map(([, name]) => name).sort()).toEqual(Object.keys(operations).sort());
  });

  it("show an answer after each program", () => {
    const programs = fences.filter(({ language }) => language === "sh" || language === "js");
    expect(programs.length).toBeGreaterThan(3);
    for (const program of programs) expect(["json", "text"]).toContain(shownAfter(program).language);
  });

  // In order: some go on with what those before them did.
  it.each(fences)("run: $language in line $line", (fence) => ways[fence.language]?.(fence));
});
