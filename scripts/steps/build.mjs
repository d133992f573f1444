import { viteBuild } from "./bundle.mjs";
import { hashOf } from "./inputs.mjs";
import { inRoot, root, serverFile } from "./paths.mjs";
import { StepFailed } from "./progress.mjs";
import { runNode } from "./run.mjs";

/** Tests and test support code do not affect a build. */
const isShipped = (file) => !/\.test\.tsx?$|[\\/]testing[\\/]/.test(file);

function buildStep(name, output, inputs, work) {
  const everything = [
    ...inputs,
    "prisma/schema.prisma",
    "packages/schema/schema.graphql",
    "packages/domain",
    "tsconfig.base.json",
    "pnpm-lock.yaml",
    "scripts/steps/columns-generator.mjs",
    "scripts/steps/bundle.mjs",
    "scripts/steps/build.mjs",
  ];
  return {
    name: `Building the ${name}`,
    stamp: inRoot(".stamps", `built-${name}`),
    outputs: [output],
    hash: () => hashOf(root, everything, isShipped),
    work,
  };
}

export const serverStep = buildStep("server", serverFile, ["packages/api"], () =>
  viteBuild("Building the server", inRoot("packages", "api"), ["--ssr", "src/main.ts", "--outDir", "dist"]),
);

const webStep = buildStep(
  "dashboard",
  inRoot("packages", "web", "dist", "index.html"),
  ["packages/web", "packages/schema"],
  () => viteBuild("Building the dashboard", inRoot("packages", "web")),
);

export const widgetStep = buildStep(
  "widget",
  inRoot("packages", "widget", "dist", "widget-timers.js"),
  ["packages/widget", "packages/schema"],
  async () => {
    const { code, output } = await runNode(inRoot("packages", "widget", "build.mjs"));
    if (code !== 0) throw new StepFailed("Building the widget", output);
  },
);

export const buildSteps = [serverStep, webStep, widgetStep];
