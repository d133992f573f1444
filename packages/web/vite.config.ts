import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import solid from "vite-plugin-solid";
import { precompress } from "./build/precompress.ts";

/**
 * What the first view shares with nearly every page. Left to itself the bundler makes a file of each set of pages
 * that share something, and many small files compress to a kilobyte more.
 */
const COMMON =
  /node_modules.(\.pnpm.)?(solid-js|@urql|wonka|@0no-co|@solid-primitives|@solidjs)|web.src.(lib.(tab-title|paths|random-id|time.local-time|data.(ask|pausable|query|follow|retry|result|services)\.ts)|ui.Icon|generated.documents.accounts-account)|domain.src.(time.duration|ids)/;

const api = process.env.PACEKEEPER_API ?? "http://127.0.0.1:4000";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    solid(),
    VitePWA({
      // Our own code registers it: the policy allows no inline script.
      injectRegister: false,
      registerType: "autoUpdate",
      filename: "sw.js",
      includeAssets: ["scheme.js", "icons/mark.svg", "icons/touch-180.png"],
      manifest: {
        id: "/",
        name: "Pacekeeper",
        short_name: "Pacekeeper",
        description: "Tracks the time that each question takes, and how your pace stands to the target.",
        start_url: "/",
        scope: "/",
        display: "standalone",
        background_color: "#f6f5f9",
        theme_color: "#6a3fd1",
        lang: "en-GB",
        icons: [
          { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
          { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
          { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
        ],
      },
      workbox: {
        importScripts: ["notice-click.js"],
        globPatterns: ["**/*.{js,css,html,woff2}"],
        // 700 kB of words that only somebody who chooses a password needs, with the server at hand.
        globIgnores: ["**/password-strength-*.js"],
        navigateFallback: "/index.html",
        // What the server answers itself is never answered by the shell.
        // Connecting needs headers of its own, which the kept shell does not have.
        navigateFallbackDenylist: [
          /^\/connect/,
          /^\/graphql/,
          /^\/widget/,
          /^\/healthz/,
          /^\/readyz/,
          /^\/metrics/,
          /^\/schema\.graphql/,
        ],
        cleanupOutdatedCaches: true,
        clientsClaim: true,
        inlineWorkboxRuntime: true,
      },
    }),
    precompress(),
  ],
  build: {
    target: "es2023",
    outDir: "dist",
    modulePreload: { polyfill: false },
    // Inlined assets would be data: addresses, which the policy refuses.
    assetsInlineLimit: 0,
    reportCompressedSize: true,
    // The dictionaries of the strength meter, which load when a password is chosen.
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "common", test: COMMON }] } } },
  },
  server: {
    port: 5173,
    proxy: {
      "/graphql": { target: api, ws: true },
      "/widget": { target: api },
    },
  },
});
