// Prints the SDL of the bundled server. Runs in its own process, because a process cannot unload a module
// and import its changed version: `npm run dev` prints the schema again after each change.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const { sdl } = await import(pathToFileURL(join(process.argv[2], "sdl.js")).href);
process.stdout.write(sdl);
