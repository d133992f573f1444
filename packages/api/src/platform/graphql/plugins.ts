import {
  type ExecutionResult,
  GraphQLError,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import {
  handleStreamOrSingleExecutionResult,
  isAsyncIterable,
  type Plugin,
  processRegularResult,
  type YogaInitialContext,
} from "graphql-yoga";
import { addressKey } from "../address-key.ts";
import type { Configuration } from "../config/configuration.ts";
import { NEW_DOCUMENTS, READS } from "../config/rate-limits.ts";
import type { Context, DatabaseHandle } from "../context.ts";
import { requestError, unavailable } from "../errors.ts";
import { type KeptText, keepText } from "../http/kept-text.ts";
import { type AdmissionRules, refusal, senderOf } from "./admission.ts";
import { createBoundedCache } from "./bounded-cache.ts";
import { NoIntrospectionRule, shapeRules, withHelp } from "./document-rules.ts";
import { turnToParse } from "./document-turns.ts";
import { publicError, withoutSuggestion } from "./faults.ts";
import { readsOnlySchema } from "./introspection.ts";
import { chosenOperation } from "./operation-cost.ts";
import { checkSentValues } from "./sent-values.ts";
import { createTurns } from "./turns.ts";

// These are envelop hooks, not HTTP hooks, so sockets go through the same ones.

/** Checks what arrives beside the document, before anything walks through it. Sockets check it themselves. */
export function useSentValues(): Plugin<Context> {
  return {
    onParams({ params }) {
      checkSentValues(params);
      if (params.query == null && params.extensions?.persistedQuery !== undefined) {
        // Clients look for these words and this status, and send the document from then on.
        throw requestError("PERSISTED_QUERY_NOT_SUPPORTED", "PersistedQueryNotSupported", {
          httpStatus: 200,
        });
      }
    },
  };
}

/** Lets long documents wait for their turn to be parsed. Sockets ask for theirs themselves. */
export function useDocumentTurns(): Plugin<object, Context> {
  return { onParams: ({ context, params }) => turnToParse(params.query, senderOf(context)) };
}

/**
 * Parses at most `queryTokens` tokens, and gives parse errors their code. A document that is not in the cache takes its
 * length from a budget of its sender, whether it is valid or not: reading it takes time.
 */
export function useBoundedParser(config: Configuration): Plugin<Context> {
  const { queryTokens } = config.limits;
  return {
    onParse({ context, setParseFn }) {
      setParseFn((source, options) => {
        const { length } = typeof source === "string" ? source : source.body;
        context.rateLimiter.take(NEW_DOCUMENTS, senderOf(context), context.now(), length);
        try {
          return parse(source, { ...options, maxTokens: queryTokens });
        } catch (error) {
          if (!(error instanceof GraphQLError)) throw error;
          const tooLong = error.message.includes("Parsing aborted");
          throw new GraphQLError(
            tooLong
              ? `This document has more than ${queryTokens} tokens. Split it into several documents.`
              : error.message,
            {
              ...(error.source === undefined ? {} : { source: error.source }),
              ...(error.positions === undefined ? {} : { positions: error.positions }),
              extensions: {
                code: tooLong ? "QUERY_TOO_LARGE" : "GRAPHQL_PARSE_FAILED",
                http: { spec: true, status: 400 },
              },
            },
          );
        }
      });
    },
  };
}

/** Adds the shape limits, and hides introspection and suggestions from visitors where configured. */
export function useDocumentRules(config: Configuration): Plugin<Context> {
  const rules = [...withHelp(specifiedRules), ...shapeRules(config.limits)];
  const closedRules = [...rules, NoIntrospectionRule];
  return {
    onValidate({ context, addValidationRule, setValidationFn }) {
      const open = config.introspection || context.viewer !== null;
      // Added here only for the cache's key; the function below supplies the rules.
      if (!open) addValidationRule(NoIntrospectionRule);
      setValidationFn((schema, document) =>
        validate(schema, document, open ? rules : closedRules, {
          maxErrors: 20,
          hideSuggestions: !config.introspection,
        }),
      );
    },
  };
}

/** Calls `refusal` before anything is resolved, and passes every result's errors through `publicError`. */
export function useAdmission(config: Configuration, rules: AdmissionRules): Plugin<Context> {
  const show = (errors: readonly GraphQLError[], context: Context) =>
    errors.map((error) => {
      const shown = publicError(error, context);
      return config.introspection ? shown : withoutSuggestion(shown);
    });
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const refused = refusal(args, rules);
      if (refused !== null) setResultAndStopExecution({ errors: [refused] });
      return {
        onExecuteDone: (payload) =>
          handleStreamOrSingleExecutionResult(payload, ({ result, setResult }) => {
            if (result.errors) setResult({ ...result, errors: show(result.errors, args.contextValue) });
          }),
      };
    },
    async onSubscribe({ args, setResultAndStopExecution }) {
      const refused = refusal(args, rules) ?? (await args.contextValue.openStream?.()) ?? null;
      if (refused !== null) setResultAndStopExecution({ errors: [refused] });
      return {
        onSubscribeError({ error, setError }) {
          setError(publicError(error, args.contextValue));
        },
        onSubscribeResult: () => ({
          onNext({ result, setResult }) {
            if (result.errors) setResult({ ...result, errors: show(result.errors, args.contextValue) });
          },
        }),
      };
    },
  };
}

/** Corrects what Yoga says about requests that it refuses itself. */
export function useOwnRefusals(): Plugin {
  return {
    onResultProcess({ result }) {
      const results = Array.isArray(result) ? result : [result];
      for (const one of results) {
        if (!("errors" in one)) continue;
        for (const { extensions } of one.errors ?? []) {
          if (extensions?.originalError !== undefined) {
            // The JSON parser's own message. It also told Yoga that the request was malformed: 400, whatever the
            // client accepts.
            delete extensions.originalError;
            extensions.http = { status: 400 };
          }
          // Yoga would answer a document with too many tokens like one that cannot be parsed.
          if (extensions?.code === "QUERY_TOO_LARGE") extensions.http = { status: 400 };
        }
      }
    },
  };
}

/** The cost from which a query counts as large. */
const LARGE = 500;
/** How many large queries of one person may wait for their turn. */
const WAITING = 20;

/** Lets large queries run in turn, on connections of their own. */
export function useReadQueue({ limits }: Configuration, reads: DatabaseHandle): Plugin<Context> {
  const queue = createTurns({
    atOnce: limits.readsAtOnce,
    perPerson: limits.readsPerUser,
    perAddress: limits.readsPerAddress,
    waiting: WAITING,
    patienceMs: limits.requestSeconds * 1000,
    tooMany: () =>
      requestError("RATE_LIMITED", "Too many large queries at once. Send fewer, or try again in a second.", {
        httpStatus: 429,
        retryAfterSeconds: 1,
      }),
    tooLate: unavailable,
  });
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const context = args.contextValue;
      const { admitted, client, cost } = context;
      if (admitted?.budget !== READS || cost < LARGE) return;
      const reader = { person: admitted.who, address: addressKey(client.address) };
      setExecuteFn((toRun) =>
        queue
          .run(reader, () => {
            context.db = reads;
            return executeFn(toRun);
          })
          .catch((error: unknown) => {
            if (error instanceof GraphQLError) return { errors: [error] };
            throw error;
          }),
      );
    },
  };
}

/** How much of the answers to introspection is kept, in bytes. */
const KEPT_INTROSPECTION = { largest: 2_000_000, most: 4_000_000 };

/** Makes the answer to an introspection once: it is large, and the same for everybody who may ask. */
export function useKeptIntrospection(): Plugin<Context> {
  const answers = createBoundedCache<{ result: ExecutionResult; text: KeptText }>(
    KEPT_INTROSPECTION,
    (_key, { text }) => text.plain.length,
  );
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const { contextValue: context, document } = args;
      const chosen = chosenOperation(args);
      if (chosen === null || context.admitted === null || !readsOnlySchema(chosen)) return;
      const { admitted } = context;
      const key = `${args.operationName ?? ""} ${document.loc?.source.body}`;
      const kept = answers.get(key);
      if (kept !== undefined) {
        admitted.kept = kept.text;
        setResultAndStopExecution(kept.result);
        return;
      }
      return {
        onExecuteDone({ result }) {
          if (isAsyncIterable(result) || result.errors !== undefined) return;
          admitted.kept = keepText(JSON.stringify(result));
          answers.set(key, { result, text: admitted.kept });
        },
      };
    },
  };
}

/** Answers 406 with an error that says what can be accepted, where Yoga answers it with nothing. */
export function useAcceptableResults(): Plugin {
  return {
    async onResultProcess({ resultProcessor, result, setResult, setResultProcessor }) {
      if (resultProcessor !== undefined) return;
      const isStream = isAsyncIterable(result);
      if (isStream) await result[Symbol.asyncIterator]().return?.();
      const message = isStream
        ? "A subscription is answered as a stream. Send Accept: text/event-stream, or subscribe over a WebSocket."
        : "Accept must name application/json, application/graphql-response+json or text/event-stream.";
      setResult({ errors: [requestError("NOT_ACCEPTABLE", message, { httpStatus: 406 })] });
      setResultProcessor(processRegularResult, "application/json");
    },
  };
}

/** Tells a mutation by GET how to send it, before Yoga does in other words. */
export function useNoMutationByGet(): Plugin<Context & YogaInitialContext> {
  return {
    onParse:
      () =>
      ({ context: { params, request }, result }) => {
        if (request?.method !== "GET" || result === null || result instanceof Error) return;
        if (getOperationAST(result, params.operationName)?.operation !== "mutation") return;
        throw requestError("METHOD_NOT_ALLOWED", "Send a mutation by POST.", {
          httpStatus: 405,
          allow: "POST",
        });
      },
  };
}
