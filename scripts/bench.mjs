// npm run bench: runs the benches of bench/, or those named: npm run bench -- day
import { checkNode } from "./steps/node-version.mjs";

checkNode();
import("./steps/benches.mjs").then(({ bench }) => bench(process.argv.slice(2)));
