import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter } from "node:path";
import { bundleServer } from "./bundle.mjs";
import { hashOf } from "./inputs.mjs";
import { commandFile, inRoot, root } from "./paths.mjs";
import { StepFailed } from "./progress.mjs";
import { runNode } from "./run.mjs";

const sdlFile = inRoot("packages", "schema", "schema.graphql");

/** Makes the code that is not committed from the data model, the committed SDL and the documents. */
export const generateStep = {
  name: "Generating code",
  stamp: inRoot(".stamps", "generated"),
  outputs: [
    inRoot("packages", "api", "src", "generated", "prisma", "client.ts"),
    inRoot("packages", "api", "src", "generated", "pothos.ts"),
    inRoot("packages", "api", "src", "generated", "columns.ts"),
    inRoot("packages", "web", "src", "generated", "graphql.ts"),
    inRoot("packages", "widget", "src", "generated", "operations.ts"),
  ],
  hash: () =>
    hashOf(
      root,
      [
        "prisma/schema.prisma",
        "prisma.config.ts",
        "packages/schema/schema.graphql",
        "packages/web",
        "packages/widget",
        "pnpm-lock.yaml",
        "scripts/steps/generate.mjs",
        "scripts/steps/columns-generator.mjs",
      ],
      // Of these packages only what their documents are made from.
      (file) => /\.graphql$|codegen\.mjs$/.test(file),
    ),
  work: async () => {
    await generateClient();
    await generateDocuments();
  },
};

/** The Prisma client, the types that Pothos reads and the columns for our own statements, from prisma/schema.prisma. */
export async function generateClient() {
  // Prisma refuses to write over what an interrupted generation left half written.
  rmSync(inRoot("packages", "api", "src", "generated"), { recursive: true, force: true });
  const env = {
    ...process.env,
    // The command insists on a native engine although generating never runs it; any program will do,
    // and so nothing is downloaded.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
    // Prisma looks for the Pothos generator among the commands.
    PATH: `${inRoot("node_modules", ".bin")}${delimiter}${process.env.PATH ?? ""}`,
  };
  const { code, output } = await runNode(commandFile("prisma", "build/index.js"), ["generate"], { env });
  if (code !== 0) throw new StepFailed("Generating the database client", output);
}

/** The typed documents of the dashboard and the widget, from the SDL and their .graphql files. */
export async function generateDocuments() {
  for (const name of ["web", "widget"]) {
    const { code, output } = await runNode(inRoot("packages", name, "codegen.mjs"));
    if (code !== 0) throw new StepFailed(`Generating the typed documents of the ${name}`, output);
  }
}

/** Prints the SDL from the code into packages/schema/schema.graphql; true when that changed it. */
export async function printSdl() {
  const directory = await bundleServer("src/schema.ts", "sdl");
  const { code, output } = await runNode(inRoot("scripts", "steps", "print-sdl.mjs"), [directory]);
  if (code !== 0) throw new StepFailed("Printing the schema", output);
  if (readFileSync(sdlFile, "utf8") === output) return false;
  writeFileSync(sdlFile, output);
  return true;
}
