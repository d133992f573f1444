/** An operation to begin with, shown by GraphiQL. */
export interface Example {
  /** A document with comments. */
  readonly query: string;
  /** A value of NEW_UUID stands for a UUID that is made when the page opens. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

export const NEW_UUID = "a new UUID";
