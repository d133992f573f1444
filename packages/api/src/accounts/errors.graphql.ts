import { builder } from "../platform/builder.ts";
import { ErrorInterface } from "../platform/error-types.ts";
import { IdempotencyConflict, NotFound } from "./errors.ts";

builder.objectType(NotFound, {
  name: "NotFound",
  description: "What the input names is not there, or is not the viewer's: both answer alike.",
  interfaces: [ErrorInterface],
});

builder.objectType(IdempotencyConflict, {
  name: "IdempotencyConflict",
  description: "The key was used before for something else, which stands unchanged.",
  interfaces: [ErrorInterface],
});
