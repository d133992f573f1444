import { sdlOf } from "./platform/graphql/sdl.ts";
import { schema } from "./schema.ts";

/** The SDL of the whole schema, as it is committed. */
export const sdl = sdlOf(schema);
