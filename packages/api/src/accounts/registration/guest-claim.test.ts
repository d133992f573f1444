import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { aPersonWhoTracked } from "../../testing/a-person-who-tracked.ts";
import { aTestApplication, type Guest, type TestApplication } from "../../testing/application.ts";
import { everythingOf } from "../../testing/everything-of-a-person.ts";
import { aSubscriber } from "../../testing/subscriber.ts";
import { rowsIn } from "../../tracking/testing/tracked-rows.ts";
import { minutesAfter, pressForSession } from "../../tracking/testing/tracking-requests.ts";
import { anAccount, login } from "../testing/accounts.ts";

const NOW = Date.now();
let application: TestApplication;
beforeAll(async () => {
  application = await aTestApplication();
});
afterAll(() => application.close());

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const rowsOf = async (userId: string) => rowsIn(await everythingOf(application.db.pool, userId));
const at = (minutes: number) => ({ occurredAt: minutesAfter(NOW - 7_200_000, minutes) });

/** Logs in to the account from the guest's browser. */
const loginAs = (account: { email: string }, guest: Guest, more: object = {}) =>
  login(application, { email: account.email, ...more }, bearer(guest.accessToken));

describe("logging in as a guest", () => {
  it("moves all of the guest's data into the account, and deletes the guest", async () => {
    const account = await anAccount(application);
    const { guest, ended, active, ids } = await aPersonWhoTracked(application, NOW);
    const before = await rowsOf(guest.userId);
    const answer = await loginAs(account, guest);
    expect(answer.user.id).toBe(account.id);
    const after = await rowsOf(account.userId);
    const facts = (rows: typeof after) => [
      rows.sessions.map(({ key, started_at, question_count, raw_ms, ended_at, is_current }) => {
        return { key, started_at, question_count, raw_ms, ended_at, is_current };
      }),
      rows.events.map(({ id, type, occurred_at, client_event_id }) => ({
        id,
        type,
        occurred_at,
        client_event_id,
      })),
      rows.questions.map(({ id, index, active_ms }) => ({ id, index, active_ms })),
    ];
    expect(facts(after)).toEqual(facts(before));
    expect(after.sessions.map(({ key }) => key).sort()).toEqual([ended.key, active.key].sort());
    expect(await everythingOf(application.db.pool, guest.userId)).toBe("");
    const { data } = await application.ask(
      "{ viewer { id apiTokens { nodes { id } } activeSession { key } auditLog { nodes { act } } } }",
      {},
      bearer(answer.accessToken),
    );
    expect(data.viewer.apiTokens.nodes).toEqual([{ id: ids.ApiToken }]);
    expect(data.viewer.activeSession.key).toBe(active.key);
    expect(data.viewer.auditLog.nodes.map(({ act }: { act: string }) => act)).toContain("GUEST_CLAIMED");
  });

  it("tells the account's other windows that anything may have changed", async () => {
    const account = await anAccount(application);
    const { guest, active } = await aPersonWhoTracked(application, NOW);
    const subscriber = aSubscriber(application.url, account.accessToken);
    const follow = (field: string) => subscriber.follow(`subscription { ${field} }`);
    const sessions = follow("workSessionChanged { kind session { key } }");
    const lists = ["tasksChanged", "habitsChanged", "timerChanged"].map((name) => follow(`${name} { kind }`));
    expect(await sessions.next()).toEqual({ kind: "PRESENT", session: null });
    await vi.waitFor(() => expect(application.streamCount()).toBeGreaterThanOrEqual(4), 10_000);
    await loginAs(account, guest);
    expect(await sessions.next()).toEqual({ kind: "PRESENT", session: { key: active.key } });
    for (const list of lists) expect(await list.next()).toEqual({ kind: "LIST" });
    await subscriber.close();
  });

  it("moves nothing when claimGuest is false", async () => {
    const account = await anAccount(application);
    const { guest } = await aPersonWhoTracked(application, NOW);
    const before = await everythingOf(application.db.pool, guest.userId);
    await loginAs(account, guest, { claimGuest: false });
    expect(await everythingOf(application.db.pool, guest.userId)).toBe(before);
    expect((await rowsOf(account.userId)).sessions).toEqual([]);
  });

  it("moves the data once, even when two tabs log in at the same moment", async () => {
    const account = await anAccount(application);
    const { guest } = await aPersonWhoTracked(application, NOW);
    const before = await rowsOf(guest.userId);
    const answers = await Promise.all([1, 2].map(() => loginAs(account, guest)));
    expect(answers.map(({ user }) => user.id)).toEqual([account.id, account.id]);
    const after = await rowsOf(account.userId);
    expect(after.sessions).toHaveLength(before.sessions.length);
    expect(after.events.map(({ id }) => id)).toEqual(before.events.map(({ id }) => id));
  });

  it.each([
    ["the guest's", 60, 90],
    ["the account's", 90, 60],
  ])("keeps the session that started later active: %s", async (whose, ofAccount, ofGuest) => {
    const account = await anAccount(application);
    const guest = await application.aGuest();
    const mine = await pressForSession(account, "NEXT", at(ofAccount));
    const theirs = await pressForSession(guest, "NEXT", at(ofGuest));
    await pressForSession(guest, "NEXT", at(ofGuest + 5));
    await pressForSession(account, "NEXT", at(ofAccount + 7));
    await loginAs(account, guest);
    const { sessions } = await rowsOf(account.userId);
    const [later, earlier] = whose === "the guest's" ? [theirs, mine] : [mine, theirs];
    const of = (key: string) => sessions.find((session) => session.key === key);
    expect(of(later.key)).toMatchObject({ is_current: true, ended_at: null, question_count: 1 });
    const ended = of(earlier.key);
    expect(ended).toMatchObject({ is_current: false, end_reason: "ABANDONED", question_count: 1 });
    expect(ended?.ended_at).toBe(ended?.last_event_at);
    // The next press belongs to the session that continues.
    const next = await pressForSession(account, "NEXT", {});
    expect(next.key).toBe(later.key);
  });

  it("keeps a press that both have recorded, sent again after a lost login", async () => {
    const account = await anAccount(application);
    const guest = await application.aGuest();
    const same = { clientEventId: randomUUID(), ...at(10) };
    await pressForSession(account, "NEXT", same);
    await pressForSession(account, "EXIT", at(20));
    await pressForSession(guest, "NEXT", same);
    await pressForSession(guest, "NEXT", at(15));
    await pressForSession(guest, "EXIT", at(40));
    await loginAs(account, guest);
    const { events, sessions } = await rowsOf(account.userId);
    expect(sessions.map(({ question_count }) => question_count).sort()).toEqual([1, 2]);
    expect(new Set(events.map(({ client_event_id }) => client_event_id)).size).toBe(5);
  });

  it("moves the guest's tokens to the account at once", async () => {
    const account = await anAccount(application);
    const guest = await application.aGuest();
    const made = await guest.ask(
      `mutation { createApiToken(input: { name: "a tool", scopes: [READ, TRACKING_WRITE] }) {
        ... on CreateApiTokenPayload { token } } }`,
    );
    const { token } = made.data.createApiToken;
    const who = async () =>
      (await application.ask("{ viewer { id } }", {}, bearer(token))).data.viewer?.id ?? null;
    const guestId = await who();
    expect(guestId).not.toBe(account.id);
    await loginAs(account, guest);
    await expect.poll(who).toBe(account.id);
    await pressForSession(
      { ask: (query, values) => application.ask(query, values, bearer(token)) },
      "NEXT",
      {},
    );
    expect((await rowsOf(account.userId)).sessions).toHaveLength(1);
  });

  it("leaves the account's own profile as it is", async () => {
    const account = await anAccount(application, { timezone: "Europe/Berlin", firstName: "Ilse" });
    const guest = await application.aGuest("America/New_York");
    const { user } = await loginAs(account, guest);
    expect(user).toMatchObject({ timezone: "Europe/Berlin", firstName: "Ilse" });
  });

  it("does not move one account's data into another account", async () => {
    const [one, other] = [await anAccount(application), await anAccount(application)];
    await pressForSession(one, "NEXT", at(0));
    await login(application, { email: other.email }, bearer(one.accessToken));
    expect((await rowsOf(one.userId)).sessions).toHaveLength(1);
    expect((await rowsOf(other.userId)).sessions).toHaveLength(0);
  });
});
