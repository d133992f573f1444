// Builds dist/widget.js for pages and dist/widget.user.js for userscript managers from the same source, and
// dist/widget-timers.js, the second face of both. All are minified; a file over the size limit fails the build.
// Run: node packages/widget/build.mjs
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { minify } from "terser";
import { build } from "vite";

const LIMIT = 8 * 1024;
const here = dirname(fileURLToPath(import.meta.url));
const output = join(here, "dist");

/**
 * Minifies the documents, which lose the names that only the generated types need, and the style sheet. The style's
 * declarations keep their order, which compresses better than that of the built-in minifier.
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
          .replace(/ ?([{};,!]) ?/g, "$1")
          .replace(/([\w-]): /g, "$1:")
          .replaceAll(";}", "}")
          .replace(/(?<![\w.])0\./g, ".")
          .replace(/ ([>~*/]) /g, "$1")
          .replace(/="([\w-]+)"\]/g, "=$1]")
      : text.replace(/ ?([{}():!,]|\.\.\.) ?/g, "$1").replace(/^(query|mutation|subscription) \w+/, "$1");
    return `export default ${JSON.stringify(short.trim())}`;
  },
};

/** Terser's output is 2.5% smaller than that of the built-in minifier. */
const SHORT = {
  ecma: 2020,
  compress: {
    passes: 3,
    toplevel: true,
    keep_fargs: false,
    pure_getters: true,
    // Safe as long as no built-in object is patched and no function is used as a constructor.
    unsafe: true,
    unsafe_arrows: true,
    unsafe_math: true,
  },
  // Properties are not mangled, because stored data must have the same names in every release.
  mangle: { toplevel: true },
};

/**
 * Bundles and minifies an entry.
 *
 * @param isUserscript whether the bundle is for a userscript manager, so that it omits the code for pages, or the other
 *   way round; undefined: it serves both and detects at run time where it is
 */
async function codeOf(entry, isUserscript) {
  const result = await build({
    root: here,
    configFile: false,
    logLevel: "warn",
    plugins: [shortTexts],
    define: { __USERSCRIPT__: `${isUserscript}` },
    build: {
      write: false,
      // The newest syntax and style in use: light-dark() and nesting.
      target: ["chrome123", "edge123", "firefox120", "safari17.5"],
      // Terser, below, does it better.
      minify: false,
      lib: { entry: join(here, entry), formats: ["iife"], name: "pacekeeper" },
    },
  });
  const [{ output: chunks }] = Array.isArray(result) ? result : [result];
  const { code } = chunks.find(({ type }) => type === "chunk");
  // A second run finds a little more in what the first one wrote.
  return (await minify((await minify(code, SHORT)).code, SHORT)).code;
}

const { version } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
const banner = readFileSync(join(here, "userscript-banner.txt"), "utf8")
  .replaceAll("%VERSION%", version)
  .replace(/ +/g, " ");

const files = {
  "widget.js": await codeOf("src/embed.ts", false),
  "widget.user.js": `${banner}\n${await codeOf("src/embed.ts", true)}`,
  // The same file for both: a page imports it, a userscript manager loads it before the userscript.
  "widget-timers.js": await codeOf("src/timers/timers.ts", undefined),
};
mkdirSync(output, { recursive: true });
for (const [name, text] of Object.entries(files)) {
  const size = gzipSync(text, { level: 9 }).length;
  console.log(`${name}  ${text.length} bytes, ${size} gzipped (at most ${LIMIT})`);
  if (size > LIMIT) process.exitCode = 1;
  writeFileSync(join(output, name), text);
}
if (process.exitCode) console.error("The widget is too large.");
