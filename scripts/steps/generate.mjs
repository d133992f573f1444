import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter } from "node:path";
import { bundleServer } from "./bundle.mjs";
import { hashOf } from "./inputs.mjs";
import { commandFile, inRoot, root } from "./paths.mjs";
import { StepFailed } from "./progress.mjs";
import { runNode } from "./run.mjs";

const sdlFile = inRoot("packages", "schema", "schema.graphql");

/** Generates the uncommitted code from the data model, the committed SDL and the documents. */
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
        "packages/schema",
        "packages/web",
        "packages/widget",
        "pnpm-lock.yaml",
        "scripts/steps/generate.mjs",
        "scripts/steps/columns-generator.mjs",
      ],
      // Of the packages only the inputs of their documents.
      (file) => /\.graphql$|codegen\.mjs$/.test(file),
    ),
  work: async () => {
    await generateClient();
    await generateDocuments();
  },
};

/** The Prisma client, the types for Pothos and the columns for handwritten statements, from prisma/schema.prisma. */
export async function generateClient() {
  // Prisma refuses to overwrite the partial output of an interrupted run.
  rmSync(inRoot("packages", "api", "src", "generated"), { recursive: true, force: true });
  const env = {
    ...process.env,
    // Prisma insists on a native engine although generation never runs it. Any program will do, and then
    // Prisma downloads nothing.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
    // Prisma looks up the Pothos generator in PATH.
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

/** Prints the SDL from the code to packages/schema/schema.graphql; returns true if the file changed. */
export async function printSdl() {
  const directory = await bundleServer("src/sdl.ts", "sdl");
  const { code, output } = await runNode(inRoot("scripts", "steps", "print-sdl.mjs"), [directory]);
  if (code !== 0) throw new StepFailed("Printing the schema", output);
  if (readFileSync(sdlFile, "utf8") === output) return false;
  writeFileSync(sdlFile, output);
  return true;
}
