// npm run generate: everything that is made from a source, also the committed SDL from the code.
import { checkNode } from "./steps/node-version.mjs";

checkNode();
import("./steps/commands.mjs").then(({ generate }) => generate());
