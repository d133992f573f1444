import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const require = createRequire(import.meta.url);
const requireOfWeb = createRequire(new URL("./packages/web/package.json", import.meta.url));

// Vite would load the ESM build of graphql, and Node the CommonJS build; with two copies every `instanceof`
// fails. So everything uses the build that Node loads.
const oneGraphql = [{ find: /^graphql$/, replacement: require.resolve("graphql") }];

/** Makes a small schema of its own, so the builder must not have the server's types yet. */
const ALONE = ["packages/api/src/platform/builder.test.ts"];

export default defineConfig(async () => {
  // The plugin belongs to the web package, so it is found from there.
  const { default: solid } = await import(requireOfWeb.resolve("vite-plugin-solid"));
  return {
    test: {
      // Many tests wait: for a mail server, a lock, a second to pass. At least two workers use that idle time.
      maxWorkers: Math.max(2, availableParallelism() - 1),
      projects: [
        {
          resolve: { alias: oneGraphql },
          // As in the build that serves both page and userscript: the code detects at run time which one it is.
          define: { __USERSCRIPT__: "undefined" },
          test: {
            name: "pure",
            include: ["packages/{domain,schema,widget,agent}/src/**/*.test.ts", ...ALONE],
            testTimeout: 20_000,
          },
        },
        {
          test: {
            // Needs no database, so that `npm run check` stays quick.
            name: "house",
            include: [
              "test/boundaries.test.ts",
              "test/security-document.test.ts",
              "test/house/**/*.test.ts",
              "scripts/**/*.test.mjs",
            ],
            testTimeout: 20_000,
          },
        },
        {
          resolve: { alias: oneGraphql },
          test: {
            name: "api",
            include: ["packages/api/src/**/*.test.ts", "test/generated.test.ts"],
            exclude: ALONE,
            // A worker loads the server once, not once for each file: that took a third of the time.
            isolate: false,
            globalSetup: ["packages/api/src/testing/global-setup.ts"],
            testTimeout: 20_000,
            hookTimeout: 30_000,
          },
        },
        {
          // Without reloading, whose code would look for solid-js outside of the web package.
          plugins: [solid({ hot: false })],
          resolve: { alias: oneGraphql },
          test: {
            name: "web",
            // Otherwise Node would load them, together with the server build of solid-js.
            server: { deps: { inline: ["@urql/solid", /@solid-primitives/] } },
            // Explicit, because the plugin defaults to jsdom; tests that need a DOM opt into happy-dom.
            environment: "node",
            include: ["packages/web/src/**/*.test.{ts,tsx}"],
            testTimeout: 20_000,
          },
        },
      ],
    },
  };
});
