import { defineConfig } from "vite";

// Bundles the server: our own packages and generated code inside, node_modules outside. Used by
// scripts/steps/bundle.mjs for the server, the benches and the printed schema alike.
export default defineConfig({
  publicDir: false,
  logLevel: "warn",
  ssr: { noExternal: [/^@pacekeeper\//], target: "node" },
  build: {
    target: "node20",
    ssr: true,
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
  },
});
