import type { BrowserContext, Page } from "@playwright/test";

const WORLD = "userscript";

/** A call from the userscript to its manager. */
type Asked =
  | { readonly what: "getValue"; readonly name: string }
  | { readonly what: "setValue"; readonly name: string; readonly value: string }
  | {
      readonly what: "xmlHttpRequest";
      readonly url: string;
      readonly method: string;
      readonly headers: Record<string, string>;
      readonly data: string;
    };

/** A userscript installed in a stand-in for a userscript manager, which grants what the script's header requests. */
export interface InstalledUserscript {
  /** The URLs that the script requested, in order. */
  readonly requests: readonly string[];
  /** The script's storage, which no page can read. */
  readonly values: ReadonlyMap<string, string>;
  /** Opens a page and, if the script matches its address, runs the script there in an isolated world. */
  open(context: BrowserContext, address: string): Promise<Page>;
}

/** @param script the userscript as served by a tracker */
export function installed(script: string): InstalledUserscript {
  const told = (key: string) =>
    [...script.matchAll(new RegExp(`^// @${key} +(.+)$`, "gm"))].map(([, value = ""]) => value);
  const hosts = told("connect");
  const requests: string[] = [];
  const values = new Map<string, string>();

  /** Answers from outside the browser, where no page's CSP applies. */
  async function answer(asked: Asked): Promise<string | null> {
    if (asked.what === "getValue") return values.get(asked.name) ?? null;
    if (asked.what === "setValue") {
      values.set(asked.name, asked.value);
      return null;
    }
    const { url, method, headers, data } = asked;
    if (!hosts.includes(new URL(url).hostname)) throw new Error(`@connect does not name ${url}`);
    requests.push(url);
    return (await fetch(url, { method, headers, body: data })).text();
  }

  /** Runs the script as a manager does: in an isolated world, after the page has been parsed. */
  async function runIn(page: Page): Promise<void> {
    const cdp = await page.context().newCDPSession(page);
    cdp.on("Runtime.bindingCalled", async ({ payload, executionContextId: contextId }) => {
      const { id, ...asked } = JSON.parse(payload);
      const settled = await answer(asked).then(
        (value) => ({ id, value }),
        () => ({ id, failed: true }),
      );
      const expression = `answerOfManager(${JSON.stringify(settled)})`;
      // The page may have been closed meanwhile.
      await cdp.send("Runtime.evaluate", { contextId, expression }).catch(() => {});
    });
    await cdp.send("Runtime.enable");
    await cdp.send("Runtime.addBinding", { name: "askManager", executionContextName: WORLD });
    const { frameTree } = await cdp.send("Page.getFrameTree");
    const world = { frameId: frameTree.frame.id, worldName: WORLD };
    const { executionContextId: contextId } = await cdp.send("Page.createIsolatedWorld", world);
    // The manager itself fetches what the header requires, and runs it before the script.
    const required = await Promise.all(told("require").map(async (url) => (await fetch(url)).text()));
    const offered = `(${offerTo})(${JSON.stringify(told("grant"))});`;
    const expression = [offered, ...required, script].join("\n");
    const { exceptionDetails } = await cdp.send("Runtime.evaluate", { contextId, expression });
    if (exceptionDetails) throw new Error(exceptionDetails.text);
  }
  return {
    requests,
    values,
    async open(context, address) {
      const page = await context.newPage();
      await page.goto(address);
      const matched = told("match").some((match) => address.startsWith(match.replace(/\*$/, "")));
      if (matched) await runIn(page);
      return page;
    },
  };
}

/** Available in the script's world: calls the manager outside the browser. */
declare const askManager: (asked: string) => void;

/** Defines the granted API. It runs in the script's world, so it can use nothing but its argument. */
function offerTo(grants: readonly string[]): void {
  const waiting: { resolve(value: string | null): void; reject(): void }[] = [];
  const ask = (asked: Asked) =>
    new Promise<string | null>((resolve, reject) => {
      const id = waiting.push({ resolve, reject }) - 1;
      askManager(JSON.stringify({ id, ...asked }));
    });
  const offered = {
    getValue: (name: string) => ask({ what: "getValue", name }),
    setValue: (name: string, value: string) => ask({ what: "setValue", name, value }),
    xmlHttpRequest: ({ onload, onerror, url, method, headers, data }: Request) => {
      ask({ what: "xmlHttpRequest", url, method, headers, data }).then(
        (responseText) => onload({ responseText }),
        onerror,
      );
    },
  };
  const granted = Object.entries(offered).filter(([name]) => grants.includes(`GM.${name}`));
  Object.assign(globalThis, {
    GM: Object.fromEntries(granted),
    answerOfManager({ id, value, failed }: { id: number; value: string | null; failed?: true }) {
      if (failed) waiting[id]?.reject();
      else waiting[id]?.resolve(value);
    },
  });
}

type Request = Omit<Extract<Asked, { what: "xmlHttpRequest" }>, "what"> & {
  onload(reply: { responseText: string | null }): void;
  onerror(): void;
};
