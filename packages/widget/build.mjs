// Builds dist/widget.js for pages and dist/widget.user.js for userscript managers: the same code, minified.
// Fails when either is larger than it may be. Run: node packages/widget/build.mjs
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const LIMIT = 8 * 1024;
const here = dirname(fileURLToPath(import.meta.url));
const output = join(here, "dist");

/**
 * The documents and the style sheet without comments and needless blanks. The order of the style's
 * declarations stays as it is written, which compresses better than the built-in minifier's.
 */
const shortTexts = {
  name: "short-texts",
  enforce: "pre",
  load(id) {
    const [file, query] = id.split("?");
    if (query !== "raw") return;
    const text = readFileSync(file, "utf8").replace(/\s+/g, " ");
    const short = file.endsWith(".css")
      ? text
          .replace(/\/\*.*?\*\/ ?/g, "")
          .replace(/ ?([{};,]) ?/g, "$1")
          .replace(/([\w-]): /g, "$1:")
          .replaceAll(";}", "}")
      : text.replace(/ ?([{}():!,]|\.\.\.) ?/g, "$1");
    return `export default ${JSON.stringify(short.trim())}`;
  },
};

const result = await build({
  root: here,
  configFile: false,
  logLevel: "warn",
  plugins: [shortTexts],
  build: {
    write: false,
    // The newest syntax and style in use: light-dark() and nesting.
    target: ["chrome123", "edge123", "firefox120", "safari17.5"],
    // Terser makes it a fortieth smaller than the built-in minifier.
    minify: "terser",
    terserOptions: {
      ecma: 2020,
      compress: { passes: 3, toplevel: true, unsafe_arrows: true, keep_fargs: false },
      mangle: { toplevel: true },
    },
    lib: { entry: join(here, "src/embed.ts"), formats: ["iife"], name: "pacekeeper" },
  },
});
const [{ output: chunks }] = Array.isArray(result) ? result : [result];
const code = chunks.find(({ type }) => type === "chunk").code;
const { version } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
const banner = readFileSync(join(here, "userscript-banner.txt"), "utf8").replaceAll("%VERSION%", version);

const files = { "widget.js": code, "widget.user.js": `${banner}\n${code}` };
mkdirSync(output, { recursive: true });
for (const [name, text] of Object.entries(files)) {
  const size = gzipSync(text, { level: 9 }).length;
  console.log(`${name}  ${text.length} bytes, ${size} gzipped (at most ${LIMIT})`);
  if (size > LIMIT) process.exitCode = 1;
  writeFileSync(join(output, name), text);
}
if (process.exitCode) console.error("The widget is too large.");
