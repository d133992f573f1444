// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";

const SERVER = "https://tracker.example";

/** Loads the widget's modules on a page with this script element. */
async function onAPage(script: string) {
  vi.resetModules();
  document.body.innerHTML = script;
  const opened = vi.fn();
  vi.stubGlobal("open", opened);
  const connecting = await import("./connect.ts");
  const { kept } = await import("./kept-state.ts").then((module) => ({ kept: () => module.kept }));
  return { ...connecting, kept, opened };
}
const brought = `<script type="text/plain" src="${SERVER}/widget.js?v=2"></script>`;
const post = (origin: string, data: unknown) =>
  dispatchEvent(Object.assign(new Event("message"), { origin, data }));

beforeEach(() => localStorage.clear());

describe("a token that is posted back", () => {
  const asked = async () => {
    const page = await onAPage(brought);
    page.askForLink();
    const nonce = new URL(String(page.opened.mock.calls[0]?.[0])).searchParams.get("nonce");
    return { page, good: { type: "pacekeeper:token", token: "secret", server: SERVER, nonce } };
  };

  it("is accepted once, from the requested tracker, with the request's nonce", async () => {
    const { page, good } = await asked();
    post(SERVER, good);
    expect(page.kept().link).toEqual({ server: SERVER, token: "secret" });
    post(SERVER, { ...good, token: "another" });
    expect(page.kept().link?.token).toBe("secret");
  });

  it.each([
    ["another origin", "https://evil.example", {}],
    ["another port", `${SERVER}:8443`, {}],
    ["a sandboxed page", "null", {}],
    ["another request", SERVER, { nonce: "n-2" }],
    ["no request", SERVER, { nonce: undefined }],
    ["another kind of message", SERVER, { type: "token" }],
    ["a message without a token", SERVER, { token: "" }],
  ])("is not accepted from %s", async (_who, origin, change) => {
    const { page, good } = await asked();
    post(origin, { ...good, ...change });
    expect(page.kept().link).toBeNull();
  });

  it("is not accepted by a page that requested nothing", async () => {
    const page = await onAPage(brought);
    post(SERVER, { type: "pacekeeper:token", token: "secret", nonce: "" });
    post(SERVER, null);
    expect(page.kept().link).toBeNull();
  });
});

describe("a connection code", () => {
  const code = (value: unknown) => btoa(JSON.stringify(value));

  it("holds the server and token, and may have whitespace around it", async () => {
    const { linkFromCode } = await onAPage("");
    const link = { server: SERVER, token: "a?>b~~~ÿ" };
    expect(linkFromCode(` ${code(link)}\n`)).toEqual(link);
  });

  it.each([
    "",
    "hello",
    code({ token: "secret" }),
    code({ server: "javascript:alert(1)", token: "t" }),
    code(null),
  ])("is not %j", async (text) => {
    const { linkFromCode } = await onAPage("");
    expect(linkFromCode(text)).toBeUndefined();
  });
});

describe("the tracker's address", () => {
  it("is where the script came from, unless the script says otherwise", async () => {
    expect((await onAPage(brought)).server).toBe(SERVER);
    const elsewhere = `<script type="text/plain" src="https://cdn.example/w.js" data-server="${SERVER}/"></script>`;
    expect((await onAPage(elsewhere)).server).toBe(SERVER);
  });

  it("cannot be set by a page if the widget is a userscript", async () => {
    vi.stubGlobal("GM", {});
    expect((await onAPage(brought)).server).toBe("__PACEKEEPER_ORIGIN__");
    vi.unstubAllGlobals();
  });

  it("is undefined if the script has none", async () => {
    expect((await onAPage("")).server).toBeUndefined();
    expect(
      (await onAPage('<script type="text/plain" data-server="tracker"></script>')).server,
    ).toBeUndefined();
  });
});
