import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from "graphql";

/**
 * Whether the field being resolved selects the subfield `name`, also through fragments. A subfield excluded by `@skip`
 * or `@include` still counts: use this to start a read early, not to decide what to answer.
 */
export function selects({ fieldNodes, fragments }: GraphQLResolveInfo, name: string): boolean {
  const holds = (set: SelectionSetNode | undefined): boolean =>
    set?.selections.some((selection) =>
      selection.kind === Kind.FIELD
        ? selection.name.value === name
        : holds(
            selection.kind === Kind.INLINE_FRAGMENT
              ? selection.selectionSet
              : fragments[selection.name.value]?.selectionSet,
          ),
    ) ?? false;
  return fieldNodes.some(({ selectionSet }) => holds(selectionSet));
}
