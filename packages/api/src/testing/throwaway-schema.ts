import { resolveArrayConnection } from "@pothos/plugin-relay";
import type { GraphQLSchema } from "graphql";
import { z } from "zod";
import { builder } from "../platform/builder.ts";
import { errorType } from "../platform/error-types.ts";
import { DomainError, InvalidInputError } from "../platform/errors.ts";
import { defaultPageSize } from "../platform/paging/page-size.ts";
import { topic } from "../platform/streams/pubsub.ts";
import { startingWith } from "../platform/streams/pubsub-streams.ts";
import "../platform/request.graphql.ts";
// The builder is the process's one, and accepts no new node types once it has made a schema. So the server's come first,
// whichever test file a worker runs first.
import "../schema.ts";

/** The values of one reader's `Subscription.news`. */
export const news = topic<string>("news");

/** A schema with one of everything the platform offers, for tests of the platform only. */
export function throwawaySchema(): GraphQLSchema {
  const Shelf = defineReading();
  defineChanging();
  builder.subscriptionFields((t) => ({
    shelfChanged: t.field({
      type: Shelf,
      subscribe: (_root, _args, { pubsub }) => pubsub.subscribe(news("shelf")),
      resolve: () => ({ depth: 0 }),
    }),
    news: t.string({
      args: { reader: t.arg.string({ required: true }) },
      authScopes: { anyScope: ["READ"] },
      subscribe: (_root, { reader }, { pubsub }) =>
        startingWith(async () => "hello", pubsub.subscribe(news(reader))),
      resolve: (text) => {
        if (text === "fault") throw new Error("the password is hunter2");
        return text;
      },
    }),
  }));
  return builder.toSchema();
}

function defineReading() {
  const Book = builder.objectRef<{ id: string; title: string }>("Book");
  builder.node(Book, {
    id: { resolve: (book) => book.id },
    loadOne: async (id) => (id === "missing" ? null : { id, title: `Book ${id}` }),
    fields: (t) => ({ title: t.exposeString("title") }),
  });
  const Shelf = builder.objectRef<{ depth: number }>("Shelf");
  Shelf.implement({
    fields: (t) => ({
      depth: t.exposeInt("depth"),
      below: t.field({ type: Shelf, resolve: ({ depth }) => ({ depth: depth + 1 }) }),
      books: t.connection({
        type: Book,
        resolve: (_shelf, args) =>
          resolveArrayConnection(
            { args: args.first == null && args.last == null ? { ...args, first: defaultPageSize } : args },
            Array.from({ length: 200 }, (_, i) => ({ id: `${i}`, title: `Book ${i}` })),
          ),
      }),
    }),
  });
  builder.queryFields((t) => ({
    greeting: t.string({ resolve: () => "hello" }),
    /** Cheap and long: a few hundred of it are more than the buffers of a connection take. */
    longText: t.string({ resolve: () => "x".repeat(50_000) }),
    viewerId: t.string({ nullable: true, resolve: (_root, _args, { viewer }) => viewer?.userId }),
    address: t.string({ resolve: (_root, _args, { client }) => client.address }),
    secret: t.withAuth({ signedIn: true }).string({ resolve: (_root, _args, { viewer }) => viewer.userId }),
    tracked: t.string({ authScopes: { anyScope: ["TRACKING_WRITE"] }, resolve: () => "tracked" }),
    administered: t.string({ authScopes: { admin: true }, resolve: () => "administered" }),
    shelf: t.field({ type: Shelf, resolve: () => ({ depth: 0 }) }),
    echo: t.field({
      type: "String",
      nullable: true,
      args: { date: t.arg({ type: "Date" }), at: t.arg({ type: "DateTime" }), id: t.arg({ type: "UUID" }) },
      resolve: (_root, { date, at, id }) => date ?? at?.toISOString() ?? id ?? null,
    }),
    // Returns a value that its type does not allow, which only a fault can cause.
    wrongAnswer: t.int({ resolve: () => Number.NaN }),
    fault: t.string({
      resolve: () => {
        throw new Error("the password is hunter2");
      },
    }),
  }));
  return Shelf;
}

class NameTaken extends DomainError {
  override readonly name = "NameTaken";
}

function defineChanging(): void {
  errorType(NameTaken, "NameTaken", { description: "The name is taken." });
  const RenamePayload = builder.objectRef<{ name: string }>("RenamePayload").implement({
    fields: (t) => ({ name: t.exposeString("name") }),
  });
  const RenameInput = builder
    .inputType("RenameInput", {
      fields: (t) => ({ name: t.string({ required: true }), copies: t.int({ required: true }) }),
    })
    .validate(
      z.object({
        name: z.string().min(2, "The name needs two characters."),
        copies: z.number().max(9, "At most nine copies."),
      }),
    );
  builder.mutationFields((t) => ({
    rename: t.field({
      type: RenamePayload,
      args: { input: t.arg({ type: RenameInput, required: true }) },
      errors: { types: [InvalidInputError, NameTaken] },
      resolve: (_root, { input }, { setCookie }) => {
        if (input.name === "taken") throw new NameTaken("That name is taken.");
        if (input.name === "fault") throw new Error("the password is hunter2");
        setCookie("session", "fresh", 60);
        return { name: input.name };
      },
    }),
  }));
}
