// npm run bench: runs all benches in bench/, or the named ones: npm run bench -- day
import { checkNode } from "./steps/node-version.mjs";

checkNode();
import("./steps/benches.mjs").then(({ bench }) => bench(process.argv.slice(2)));
