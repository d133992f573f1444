// Prints the sorted SDL of a bundled schema. A process of its own, so that a running development server
// can print a changed schema: imported modules are never forgotten.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const bundle = join(process.argv[2], "schema.js");
const { schema } = await import(pathToFileURL(bundle).href);
// The bundle's own graphql: a second copy would not know the schema as one of its kind.
const { lexicographicSortSchema, printSchema } = createRequire(bundle)("graphql");
process.stdout.write(`${printSchema(lexicographicSortSchema(schema))}\n`);
