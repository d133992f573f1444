import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from "graphql";

/**
 * Whether the field being resolved selects a subfield, also through fragments: `selects(info, "days", "sessions")`. A
 * subfield excluded by `@skip` or `@include` still counts: use this to start a read early, not to decide what to answer.
 */
export function selects({ fieldNodes, fragments }: GraphQLResolveInfo, ...path: string[]): boolean {
  const holds = (set: SelectionSetNode | undefined, [name, ...below]: string[]): boolean =>
    name === undefined ||
    (set?.selections.some((selection) => {
      if (selection.kind === Kind.FIELD) {
        return selection.name.value === name && holds(selection.selectionSet, below);
      }
      const isInline = selection.kind === Kind.INLINE_FRAGMENT;
      const part = isInline ? selection : fragments[selection.name.value];
      return holds(part?.selectionSet, [name, ...below]);
    }) ??
      false);
  return fieldNodes.some(({ selectionSet }) => holds(selectionSet, path));
}
