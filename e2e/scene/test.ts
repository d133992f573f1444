import { test as base } from "@playwright/test";
import { zoneOfAfternoon } from "./afternoon.ts";
import { type BrowserFaults, watchFaults } from "./browser-faults.ts";
import { aGuest, type Person } from "./person.ts";

interface Scene {
  /** Fails the test when its pages log an error or breach a policy. Of every test, asked for or not. */
  readonly faults: BrowserFaults;
  /** A guest known to this test's browser, who has done nothing yet. */
  readonly person: Person;
}

/** A test with a browser of its own, in a zone where it is afternoon. */
export const test = base.extend<Scene>({
  timezoneId: async ({ browserName: _ }, use) => use(zoneOfAfternoon()),
  faults: [
    async ({ context }, use) => {
      const faults = watchFaults();
      await faults.watch(context);
      await use(faults);
      faults.check();
    },
    { auto: true },
  ],
  person: async ({ context, playwright, baseURL, timezoneId }, use) => {
    const outside = await playwright.request.newContext({ ...(baseURL === undefined ? {} : { baseURL }) });
    await use(await aGuest(context.request, outside, timezoneId ?? "Europe/Berlin"));
    await outside.dispose();
  },
});

export { expect } from "@playwright/test";
