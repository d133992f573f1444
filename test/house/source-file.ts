import { parseSync, Visitor } from "vite";

/** One import, export-from or dynamic import of a file. */
export interface ImportOf {
  specifier: string;
  /** True if the import is erased at run time. */
  typeOnly: boolean;
}

/** What the house rules need to know about a source file. */
export interface SourceFile {
  /** From the repository's root, with `/`. */
  path: string;
  lines: number;
  imports: ImportOf[];
  hasDefaultExport: boolean;
  /** Expressions that read a clock or a random source, as written in code: `Date.now`. */
  impure: string[];
}

/** Parses a TypeScript module. Pure. Throws if it cannot be parsed. */
export function readSource(path: string, text: string): SourceFile {
  const { program, module, errors } = parseSync(path, text);
  const failure = errors[0];
  if (failure !== undefined) throw new Error(`${path} cannot be parsed: ${failure.message}`);
  const imports: ImportOf[] = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      specifier: moduleRequest.value,
      typeOnly: entries.length > 0 && entries.every((entry) => entry.isType),
    })),
    ...module.staticExports
      .flatMap(({ entries }) => entries)
      .flatMap(({ moduleRequest, isType }) =>
        moduleRequest === null ? [] : [{ specifier: moduleRequest.value, typeOnly: isType }],
      ),
  ];
  const impure: string[] = [];
  new Visitor({
    ImportExpression({ source }) {
      if (source.type === "Literal" && typeof source.value === "string") {
        imports.push({ specifier: source.value, typeOnly: false });
      }
    },
    MemberExpression({ object, property }) {
      if (object.type !== "Identifier" || property.type !== "Identifier") return;
      const name = `${object.name}.${property.name}`;
      if (["Date.now", "Math.random", "performance.now", "Temporal.Now"].includes(name)) impure.push(name);
      if (object.name === "crypto") impure.push(name);
    },
    NewExpression({ callee, arguments: given }) {
      if (callee.type === "Identifier" && callee.name === "Date" && given.length === 0)
        impure.push("new Date()");
    },
  }).visit(program);
  return {
    path,
    lines: text.split("\n").length - (text.endsWith("\n") ? 1 : 0),
    imports,
    hasDefaultExport: module.staticExports.some(({ entries }) =>
      entries.some(({ exportName }) => exportName.kind === "Default" || exportName.name === "default"),
    ),
    impure,
  };
}
