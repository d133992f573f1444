import type { ObjectFieldsShape, ObjectRef } from "@pothos/core";
import { builder } from "../builder.ts";
import { KEPT_DAYS } from "../changes/consumers.ts";

type Types = (typeof builder)["$inferSchemaTypes"];

/** A change as a subscription tells it. */
interface ToldChange {
  readonly kind: string;
  /** The id of the deleted row; null for other kinds. */
  readonly deletedId: string | null;
}

interface ChangeType<Change extends ToldChange> {
  readonly description: string;
  /** The thing that changes, such as "task". */
  readonly what: string;
  /** Its type. */
  readonly node: ObjectRef<Types, unknown>;
  /** The kinds of change with their descriptions. */
  readonly kinds: Readonly<Record<Change["kind"], string>>;
  /** The thing, and what else subscribers may select. */
  readonly fields: ObjectFieldsShape<Types, Change>;
}

/** The payload of a subscription that tells what changed: `kind`, `deletedId`, `serverTime` and the fields given. */
export function changeType<Change extends ToldChange>(
  name: string,
  { description, fields, kinds, node, what }: ChangeType<Change>,
) {
  const described = Object.entries<string>(kinds).map(([kind, said]) => [kind, { description: said }]);
  const kindType = builder.enumType(`${name}Kind`, {
    description: `What happened to a ${what}. Several changes in quick succession are told as one.`,
    values: Object.fromEntries(described) as Record<string, { description: string }>,
  });
  return builder.objectRef<Change>(name).implement({
    description,
    fields: (t) => ({
      kind: t.field({ type: kindType, description: "What happened.", resolve: ({ kind }) => kind }),
      deletedId: t.globalID({
        nullable: true,
        description: `The global id of the ${what} that is gone, for DELETED; null for other kinds.`,
        resolve: ({ deletedId }) => deletedId && { id: deletedId, type: node },
      }),
      serverTime: t.field({
        type: "DateTime",
        description: "The server's clock when it was told.",
        resolve: (_change, _args, { now }) => now(),
      }),
      ...fields(t),
    }),
  });
}

/** The argument `since` of a subscription that can resume. */
export const SINCE = {
  type: "DateTime",
  description: `Begins with what changed since this time, such as the last message's \`serverTime\` after a lost connection; some may be told again. Changes are kept for ${KEPT_DAYS} days: from longer ago, one LIST tells all. Omitted: from now on.`,
} as const;

/** The cost of a subscription with `SINCE`: it may begin with many changes. */
export function sinceCost({ since }: { readonly since?: unknown }) {
  return { field: since == null ? 1 : RESUMED_COST, multiplier: 1 };
}

const RESUMED_COST = 100;
