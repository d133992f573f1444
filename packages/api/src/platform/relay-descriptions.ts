/** Descriptions of Relay's own types and fields, for the builder's `relay` options. */
export const RELAY_DESCRIPTIONS = {
  nodeTypeOptions: { description: "Anything with a global id." },
  idFieldOptions: { description: "The global id." },
  pageInfoTypeOptions: { description: "The position of a page in its list." },
  hasNextPageFieldOptions: { description: "Whether more entries follow, when paging forwards." },
  hasPreviousPageFieldOptions: { description: "Whether more entries come before, when paging backwards." },
  startCursorFieldOptions: { description: "Cursor of the first entry; null on an empty page." },
  endCursorFieldOptions: { description: "Cursor of the last entry; null on an empty page." },
  beforeArgOptions: { description: "Entries before this cursor, with `last`." },
  afterArgOptions: { description: "Entries after this cursor, with `first`." },
  cursorFieldOptions: { description: "Opaque; pass it as `after` or `before` to page from this entry." },
  pageInfoFieldOptions: { description: "The position of the page in the list." },
  defaultConnectionTypeOptions: { description: "A page of a list." },
  defaultEdgeTypeOptions: { description: "An entry of a page with its cursor." },
} as const;
