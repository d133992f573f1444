import { createHash } from "node:crypto";
import { graphqlPath } from "../graphql/yoga.ts";
import { type Example, NEW_UUID } from "./example.ts";

/** A page that needs no other file, and the SHA-256 of its one script in base64. */
export interface GraphiqlPage {
  readonly html: string;
  readonly scriptHash: string;
}

/**
 * GraphiQL with a field for a token. GraphiQL sends everything through the page's own `fetch` and `WebSocket`, so this is
 * where the credentials are added: to the header and to `connection_init` alike.
 */
export async function makeGraphiqlPage(examples: readonly Example[]): Promise<GraphiqlPage> {
  // Loaded on first use: most servers never show it.
  const { css, editorWorkerService, favicon, graphqlWorker, js, jsonWorker } = await import(
    "@graphql-yoga/render-graphiql/graphiql"
  );
  const workers = { editorWorkerService, graphql: graphqlWorker, json: jsonWorker };
  const script = `
    const workers = ${inScript(workers)};
    for (const [name, text] of Object.entries(workers))
      workers[name] = URL.createObjectURL(new Blob([text], { type: "application/javascript" }));
    self.MonacoEnvironment = { globalAPI: false, getWorkerUrl: (_, name) => workers[name] };
    const token = document.getElementById("token");
    ${credentials}
    ${js};
    YogaGraphiQL.renderYogaGraphiQL(document.getElementById("root"), {
      title: "Pacekeeper",
      endpoint,
      subscriptionsProtocol: "WS",
      connectionParams: () => (bearer() === null ? {} : { authorization: bearer() }),
      // Documents and variables can hold a password: they end with the tab, and are kept out of the address.
      storage: sessionStorage,
      shouldPersistHeaders: false,
      onEditQuery() {},
      defaultTabs: ${inScript(tabsOf(examples))}.map(({ query, variables }) => ({
        query,
        variables: variables.replaceAll(${JSON.stringify(NEW_UUID)}, () => crypto.randomUUID?.() ?? "a UUID"),
      })),
    });`;
  return { html: pageWith(css, favicon, script), scriptHash: sha256(script) };
}

/** What the page adds to each request. A header that was typed into the editor stays as it is. */
const credentials = `
    const endpoint = ${JSON.stringify(graphqlPath)};
    const bearer = () => {
      const text = token.value.trim().replace(/^Bearer\\s+/i, "");
      return text === "" ? null : "Bearer " + text;
    };
    const send = self.fetch.bind(self);
    // Asked each time, because a mutation can change the browser's login.
    const csrfToken = async () => {
      const headers = { "content-type": "application/json" };
      const answer = await send(endpoint, { method: "POST", headers, body: '{"query":"{ csrfToken }"}' });
      return (await answer.json()).data.csrfToken;
    };
    self.fetch = async (url, options) => {
      const headers = new Headers(options.headers);
      if (!headers.has("authorization") && bearer() !== null) headers.set("authorization", bearer());
      const isMutation = /\\bmutation\\b/.test(String(options.body));
      if (isMutation && !headers.has("authorization") && !headers.has("x-csrf-token"))
        headers.set("x-csrf-token", await csrfToken());
      return send(url, { ...options, headers });
    };
    const sockets = new Set();
    self.WebSocket = class extends WebSocket {
      constructor(...given) {
        super(...given);
        sockets.add(this);
        this.addEventListener("close", () => sockets.delete(this));
      }
    };
    // Running subscriptions connect again, with the new token.
    token.addEventListener("change", () => {
      for (const socket of sockets) socket.close(1000, "Another token");
    });`;

function tabsOf(examples: readonly Example[]): { query: string; variables: string }[] {
  const tabs = examples.length > 0 ? examples : [{ query: "{\n  __typename\n}\n" }];
  return tabs.map(({ query, variables }) => ({
    query,
    variables: variables === undefined ? "" : JSON.stringify(variables, null, 2),
  }));
}

/** JSON that cannot end the script it stands in. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

const style = `
  :root { color-scheme: light dark; }
  html, body { block-size: 100%; margin: 0; }
  body { display: flex; flex-direction: column; font: 15px/1.4 system-ui, sans-serif; }
  header { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; padding: 8px 16px; background: Canvas; color: CanvasText; }
  header p { margin: 0; flex: 1 1 20em; font-size: 13px; }
  #token { font: inherit; inline-size: 20em; max-inline-size: 100%; padding: 4px 8px; -webkit-text-security: disc; }
  body > #root { flex: 1; block-size: auto; min-block-size: 0; }
  #root .graphiql-container { block-size: 100%; }`;

// Not a password field: browsers offer to store those.
const pageWith = (css: string, favicon: string, script: string) => `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <title>Pacekeeper GraphiQL</title>
  <link rel="icon" href="${favicon}">
  <style>${css}</style>
  <style>${style}</style>
</head>
<body class="no-focus-outline">
  <noscript>You need to enable JavaScript to run this app.</noscript>
  <header>
    <label for="token">Token</label>
    <input id="token" autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby="about-token">
    <p id="about-token">With a token, everything runs as its owner, subscriptions too; without one, as this browser's
      login. The token is kept until this page is closed or reloaded. Documents, variables and
      answers are kept until this tab is closed.</p>
  </header>
  <div id="root"></div>
  <script>${script}</script>
</body>
</html>
`;
