// Another site, on FOREIGN_PORT, for the widget's end-to-end tests. `/task` embeds the widget from TRACKER once,
// `/twice` twice, and `/careful` under a CSP that allows only the tracker; `/strict` has a CSP that blocks
// everything. Playwright starts and stops it.

import { createServer } from "node:http";

const { FOREIGN_PORT, TRACKER } = process.env;
const script = `<script src="${TRACKER}/widget.js" async></script>`;
const icon = '<link rel="icon" href="data:,">';
const look = 'style="font: 16px/1.6 Georgia, serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem"';
const nothing =
  "default-src 'none'; script-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const trackerAlone =
  `default-src 'none'; script-src ${TRACKER}; connect-src ${TRACKER} ${TRACKER.replace("http", "ws")};
  require-trusted-types-for 'script'; trusted-types 'none'`.replace(/\s+/g, " ");
const policies = { "/careful": trackerAlone, "/strict": nothing };

const page = (head, attributes, scripts) => `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Rate this result</title>${head}</head>
  <body ${attributes}>
    <h1>Rate this result</h1>
    <p>Estimated time: <span class="ewok-estimated-task-weight">2 - 3 minutes</span></p>
    <p>Query: <i>how long does a question take</i>. Say how well the page below answers it.</p>
    <p><label>Comment <input type="text"></label></p>
    <p><label><input type="radio" name="rating"> Good</label> <label><input type="radio" name="rating"> Bad</label></p>
    ${scripts}
  </body>
</html>`;

const pages = {
  "/": page(icon, look, ""),
  "/task": page(icon, look, script),
  "/twice": page(icon, look, script + script),
  "/careful": page("", "", script),
  "/strict": page("", "", ""),
};

createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://page");
  const body = pages[pathname];
  response.writeHead(body ? 200 : 404, {
    "content-type": "text/html; charset=utf-8",
    ...(policies[pathname] && { "content-security-policy": policies[pathname] }),
  });
  response.end(body ?? "");
}).listen(Number(FOREIGN_PORT), "127.0.0.1");
