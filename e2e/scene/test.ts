import { test as base } from "@playwright/test";
import { zoneOfAfternoon } from "./afternoon.ts";
import { type BrowserFaults, watchFaults } from "./browser-faults.ts";
import { aGuest, type Person } from "./person.ts";

interface Scene {
  /** Fails the test if its pages log an error or violate a CSP. Active in every test. */
  readonly faults: BrowserFaults;
  /** A new guest, known to this test's browser. */
  readonly person: Person;
}

/** A test with its own browser context, in a zone where it is afternoon. */
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
