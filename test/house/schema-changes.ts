import {
  type BreakingChange,
  buildSchema,
  type DangerousChange,
  findBreakingChanges,
  findDangerousChanges,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from "graphql";

/**
 * The changes from the released schema to the present one that may break a client, and of which the changelog's
 * unreleased entries under "Schema" name no element: one sentence each. Changes that GraphQL calls dangerous count too.
 *
 * @param released SDL
 * @param present SDL
 * @param changelog the text of CHANGELOG.md
 */
export function unexplainedChanges(released: string, present: string, changelog: string): string[] {
  const before = buildSchema(released);
  const after = buildSchema(present);
  const explained = namesIn(unreleasedSchemaEntries(changelog));
  return [...findBreakingChanges(before, after), ...findDangerousChanges(before, after)]
    .filter((change) => !elementsOf(change, [before, after]).some((element) => explained.has(element)))
    .map(({ description }) => description);
}

/** Whether the changelog has a version: whether there has been a release. */
export function hasRelease(changelog: string): boolean {
  return /^## \[\d/m.test(changelog);
}

function unreleasedSchemaEntries(changelog: string): string {
  const [, unreleased = ""] = /^## \[Unreleased\]$([\s\S]*?)(?=^## \[|(?![\s\S]))/m.exec(changelog) ?? [];
  const [, entries = ""] = /^### Schema$([\s\S]*?)(?=^### |(?![\s\S]))/m.exec(unreleased) ?? [];
  return entries;
}

/** What the entries name in code marks: `Task`, `Task.title` or `Task.notes(first:)`. */
function namesIn(entries: string): ReadonlySet<string> {
  const quoted = [...entries.matchAll(/`([^`]+)`/g)].map(([, words = ""]) => words);
  return new Set(quoted.flatMap((words) => words.match(/@?[A-Za-z_]\w*(\.\w+)?/g) ?? []));
}

/**
 * The elements that a change is about. GraphQL describes it in words, so these are the words that name a member of a
 * type or, when there are none, a type or directive.
 */
function elementsOf(
  { description }: BreakingChange | DangerousChange,
  schemas: readonly GraphQLSchema[],
): string[] {
  const words = description.match(/[A-Za-z_]\w*(\.\w+)?/g) ?? [];
  const members = [...words, ...withOwners(words)].filter((word) =>
    schemas.some((schema) => hasMember(schema, word)),
  );
  if (members.length > 0) return members;
  return words.flatMap((word) => {
    if (schemas.some((schema) => schema.getType(word))) return [word];
    return schemas.some((schema) => schema.getDirective(word)) ? [`@${word}`] : [];
  });
}

/** "V was removed from enum type E" is about E.V. */
const withOwners = (words: readonly string[]) =>
  words.flatMap((owner) => words.map((member) => `${owner}.${member}`));

function hasMember(schema: GraphQLSchema, coordinate: string): boolean {
  const [owner = "", member = "", ...more] = coordinate.split(".");
  const type = schema.getType(owner);
  if (more.length > 0 || type === undefined) return false;
  if (isEnumType(type)) return type.getValue(member) !== undefined;
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
    return type.getFields()[member] !== undefined;
  return false;
}
