import type { DocumentNode, GraphQLSchema } from "graphql";
import { createYoga, type YogaServerInstance } from "graphql-yoga";
import type { Configuration } from "../config/configuration.ts";
import type { Context, DatabaseHandle } from "../context.ts";
import { requestError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { AdmissionRules } from "./admission.ts";
import { createBoundedCache } from "./bounded-cache.ts";
import { publicError } from "./faults.ts";
import {
  useAcceptableResults,
  useAdmission,
  useBoundedParser,
  useDocumentRules,
  useDocumentTurns,
  useKeptIntrospection,
  useNoMutationByGet,
  useOwnRefusals,
  useReadQueue,
  useSentValues,
} from "./plugins.ts";

/** The path of GraphQL over both HTTP and WebSocket. */
export const graphqlPath = "/graphql";

/**
 * In characters. A parsed document takes up to 250 bytes of memory per character; the dashboard's have less than two
 * thousand characters, all together 25,000.
 */
const KEPT_DOCUMENTS = { largest: 8_000, most: 256_000 };

export type Yoga = YogaServerInstance<Context, object>;

/**
 * The GraphQL engine: Yoga without what the HTTP layer in front of it already does, and with the rules that all
 * transports share.
 */
export function createGraphql(
  schema: GraphQLSchema,
  config: Configuration,
  log: Log,
  rules: AdmissionRules,
  reads: DatabaseHandle,
): Yoga {
  return createYoga<Context>({
    schema,
    graphqlEndpoint: graphqlPath,
    // The HTTP layer has checked the length already; Yoga's own limit wraps every body and triples its cost.
    maxRequestBodySize: false,
    parserAndValidationCache: {
      documentCache: createBoundedCache<DocumentNode>(KEPT_DOCUMENTS),
      // An error is found again as fast, and holds its whole document.
      errorCache: { get: () => undefined, set() {} },
      validationCache: true,
    },
    multipart: false,
    batching: false,
    cors: false,
    graphiql: false,
    landingPage: false,
    // A safety net below `useAdmission`, for failures outside an execution.
    maskedErrors: {
      maskError: (error) =>
        // From a GET: Yoga parses its variables and extensions, and catches nothing.
        error instanceof SyntaxError
          ? requestError("BAD_REQUEST", "The variables and the extensions must be JSON.", { httpStatus: 400 })
          : publicError(error, { log, requestId: "none" }),
    },
    logging: {
      debug: () => {},
      info: () => {},
      warn: (...words: unknown[]) => log.warn({ words }, "GraphQL"),
      error: () => {},
    },
    plugins: [
      useSentValues(),
      useDocumentTurns(),
      useBoundedParser(config),
      useDocumentRules(config),
      useAdmission(config, rules),
      useKeptIntrospection(),
      useReadQueue(config, reads),
      useNoMutationByGet(),
      useOwnRefusals(),
      useAcceptableResults(),
    ],
  });
}
