import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "../testing/application.ts";
import { aChangeContext } from "../testing/change-context.ts";
import { updateProfile } from "./profile.ts";

const UPDATE = `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { __typename
  ... on UpdateProfilePayload { user { firstName timezone } } } }`;
const PROFILE = "{ viewer { firstName timezone targetSeconds } }";

let application: TestApplication;
let guest: Guest;
beforeAll(async () => {
  application = await aTestApplication();
  guest = await application.aGuest("Europe/Berlin");
});
afterAll(() => application.close());

it("The very next request reads a changed profile, every time", async () => {
  for (let turn = 1; turn <= 20; turn += 1) {
    const firstName = `Ilse ${turn}`;
    const { data } = await guest.ask(UPDATE, { input: { firstName } });
    expect(data.updateProfile.user.firstName).toBe(firstName);
    expect((await guest.ask(PROFILE)).data.viewer.firstName).toBe(firstName);
  }
});

it("Another process's change is read as soon as its notification arrives", async () => {
  expect((await guest.ask(PROFILE)).data.viewer.timezone).toBe("Europe/Berlin");
  await updateProfile(aChangeContext(application.db, guest.userId), {
    timezone: "Asia/Tokyo",
    targetSeconds: 120,
  });
  await vi.waitFor(async () => {
    const { viewer } = (await guest.ask(PROFILE)).data;
    expect(viewer).toMatchObject({ timezone: "Asia/Tokyo", targetSeconds: 120 });
  }, 10_000);
});
