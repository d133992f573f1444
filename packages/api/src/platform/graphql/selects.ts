import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from "graphql";

/**
 * Whether the field being resolved is asked for its subfield `name`, also through fragments. What `@skip` or
 * `@include` leave out still counts: good for starting a reading early, not for deciding what is told.
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
