import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const TEXT = /\.(?:js|css|html|svg|webmanifest|txt)$/;
/** Under this, compressing saves less than one packet. */
const SMALLEST_BYTES = 1024;

/**
 * Writes a `.br` and a `.gz` beside every built text file, so that the server never compresses. Runs
 * after the service worker is written, which is the last to be.
 */
export function precompress(): Plugin {
  let outDir = "dist";
  return {
    name: "precompress",
    apply: "build",
    enforce: "post",
    configResolved(config) {
      outDir = join(config.root, config.build.outDir);
    },
    closeBundle: {
      order: "post",
      sequential: true,
      handler() {
        for (const name of readdirSync(outDir, { recursive: true }).map(String)) {
          const file = join(outDir, name);
          if (!TEXT.test(name) || statSync(file).size < SMALLEST_BYTES) continue;
          const content = readFileSync(file);
          writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
          const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
          writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
        }
      },
    },
  };
}
