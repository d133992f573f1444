// npm run generate: generates all derived code, including the committed SDL.
import { checkNode } from "./steps/node-version.mjs";

checkNode();
import("./steps/commands.mjs").then(({ generate }) => generate());
