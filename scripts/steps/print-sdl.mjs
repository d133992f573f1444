// Prints the sorted SDL of a bundled schema. Runs in its own process, because a process cannot unload a module
// and import its changed version: `npm run dev` prints the schema again after each change.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const bundle = join(process.argv[2], "schema.js");
const { schema } = await import(pathToFileURL(bundle).href);
// The same copy of graphql as the bundle's: another copy would not recognise the schema.
const { lexicographicSortSchema, printSchema } = createRequire(bundle)("graphql");
process.stdout.write(`${printSchema(lexicographicSortSchema(schema))}\n`);
