import { decodeGlobalID } from "@pothos/plugin-relay";
import { type GraphQLSchema, isInterfaceType } from "graphql";

/** A global id's parts. */
export interface GlobalId {
  readonly typename: string;
  readonly id: string;
}

/** What a text that is no global id stands for: `node` finds nothing, and arguments for one type refuse it. */
const NOTHING = { typename: "", id: "" };

/** Reads a global id. Never throws, so that one wrong id does not take the others of `nodes` with it. */
export function decodeId(text: string): { typename: string; id: string } {
  try {
    return decodeGlobalID(text);
  } catch {
    return NOTHING;
  }
}

/** Whether an id names a type of objects that have global ids. */
export function isNode(schema: GraphQLSchema, { typename }: GlobalId): boolean {
  const node = schema.getType("Node");
  return isInterfaceType(node) && schema.getPossibleTypes(node).some(({ name }) => name === typename);
}
