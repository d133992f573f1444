// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answeringClient, NOTHING } from "../../testing/answering-client.ts";
import { inApp } from "../../testing/in-app.ts";
import { createFormState, type FormRefusal } from "./form-state.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const inAppForm = (...shown: string[]) =>
  inApp(
    answeringClient(() => NOTHING),
    () => createFormState(shown),
  );
const aForm = (...shown: string[]) => inAppForm(...shown).made;
const sent = () => new SubmitEvent("submit", { cancelable: true });

async function refusedForm(refusal: FormRefusal, ...shown: string[]) {
  const form = aForm(...shown);
  await form.submit(sent(), async () => refusal);
  return form;
}
const issues = {
  words: "Short. No such zone.",
  fields: { "goal.minutes": ["Short."], zone: ["No such zone."] },
};

describe("a form that is refused", () => {
  it("shows every issue at its field, including those of nested fields", async () => {
    const form = await refusedForm(issues, "goal", "zone");
    expect([form.issues("goal"), form.issues("goal.minutes"), form.issues("zone")]).toEqual([
      ["Short."],
      ["Short."],
      ["No such zone."],
    ]);
    expect([form.issues("goa"), form.notice()]).toEqual([[], null]);
  });

  it("shows issues of fields that it does not have in the notice", async () => {
    expect((await refusedForm(issues, "goal")).notice()).toBe("No such zone.");
  });

  it("shows a refusal without a field in the notice", async () => {
    expect((await refusedForm({ words: "Not today.", fields: {} }, "goal")).notice()).toBe("Not today.");
  });

  it("keeps the typed text if the server is unreachable", async () => {
    const fault = { kind: "unreachable", words: "", retryAfterMs: null } as const;
    const form = await refusedForm({ words: "The server does not answer.", fields: {}, fault }, "goal");
    expect(form.notice()).toMatch(/What you typed stays here/);
  });

  it("drops the issues of a changed field, without moving them to the notice", async () => {
    const form = await refusedForm({ words: "Short.", fields: { "goal.minutes": ["Short."] } }, "goal");
    form.typed("goal");
    expect([form.issues("goal"), form.notice()]).toEqual([[], null]);
  });

  it("clears the notice on demand", async () => {
    const form = await refusedForm({ words: "Not today.", fields: {} }, "goal");
    form.forget();
    expect(form.notice()).toBeNull();
  });

  it("refuses to send during a wait, and clears the notice after it", async () => {
    const form = await refusedForm({ words: "Too many tries.", fields: {}, waitMs: 30_000 }, "goal");
    const send = vi.fn(async () => null);
    await form.submit(sent(), send);
    expect([form.wait(), send.mock.calls.length, form.notice()]).toEqual([30, 0, "Too many tries."]);
    vi.advanceTimersByTime(30_250);
    expect([form.wait(), form.notice()]).toEqual([0, null]);
  });
});

it("counts a rate limit's wait down, in a sentence of its own", async () => {
  const words = "Too many tries. You can try again in 00:30.";
  const answer = { __typename: "TooManyTries", message: words, retryAfterSeconds: 30 };
  const form = await refusedForm({ words, fields: {}, waitMs: 30_000, answer });
  vi.advanceTimersByTime(3000);
  expect([form.notice(), form.countdown()]).toEqual([words, "Too many tries. You can try again in 00:27."]);
  vi.advanceTimersByTime(27_250);
  expect([form.notice(), form.countdown()]).toEqual([null, null]);
});

it("does not count down the moment after which a busy server wants a form again", async () => {
  const words = "Many changes arrived at once. Send this again in a second.";
  const form = await refusedForm({ words, fields: {}, waitMs: 1000, answer: { __typename: "Busy" } });
  expect([form.notice(), form.countdown()]).toEqual([words, null]);
});

it("is not sent while the server is unreachable, and says why", async () => {
  const { made: form, parts } = inAppForm("goal");
  const send = vi.fn(async () => null);
  parts.http.unreachable();
  await form.submit(sent(), send);
  expect([send.mock.calls.length, form.notice()]).toEqual([
    0,
    expect.stringMatching(/What you typed stays here/),
  ]);
  expect(form.busy()).toBe(false);
});

it("is sent at once if the server turns out to be reachable again", async () => {
  const { made: form, parts } = inAppForm("goal");
  const send = vi.fn(async () => null);
  parts.http.unreachable();
  const submitted = form.submit(sent(), send);
  parts.http.reached();
  await submitted;
  expect([send.mock.calls.length, form.notice()]).toEqual([1, null]);
});

it("a form can be sent again after sending has thrown", async () => {
  const form = aForm();
  await expect(form.submit(sent(), () => Promise.reject(new Error("no storage")))).rejects.toThrow();
  expect(form.busy()).toBe(false);
});
