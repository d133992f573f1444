import { GraphQLError, NoSchemaIntrospectionCustomRule, parse, specifiedRules, validate } from "graphql";
import { handleStreamOrSingleExecutionResult, type Plugin } from "graphql-yoga";
import type { Configuration } from "../config/configuration.ts";
import type { Context } from "../context.ts";
import { requestError } from "../errors.ts";
import { type AdmissionRules, refusal } from "./admission.ts";
import { shapeRules, withCodedValues } from "./document-rules.ts";
import { publicError, withoutSuggestion } from "./faults.ts";
import { checkSentValues } from "./sent-values.ts";

// These are envelop hooks, not HTTP hooks, so sockets go through the same ones.

/** Checks what arrives beside the document, before anything walks through it. Sockets check it themselves. */
export function useSentValues(): Plugin<Context> {
  return { onParams: ({ params }) => checkSentValues(params) };
}

/** Parses at most `queryTokens` tokens, and gives parse errors their code. */
export function useBoundedParser(config: Configuration): Plugin<Context> {
  const { queryTokens } = config.limits;
  return {
    onParse({ setParseFn }) {
      setParseFn((source, options) => {
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
  const rules = [...withCodedValues(specifiedRules), ...shapeRules(config.limits)];
  const closedRules = [...rules, NoSchemaIntrospectionCustomRule];
  return {
    onValidate({ context, addValidationRule, setValidationFn }) {
      const open = config.introspection || context.viewer !== null;
      // Added here only for the cache's key; the function below supplies the rules.
      if (!open) addValidationRule(NoSchemaIntrospectionCustomRule);
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
    onSubscribe({ args, setResultAndStopExecution }) {
      const refused = refusal(args, rules) ?? tooManyStreams(args.contextValue);
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

function tooManyStreams({ openStream }: Context): GraphQLError | null {
  if (openStream === undefined || openStream()) return null;
  return requestError("TOO_MANY_SUBSCRIPTIONS", "Too many connections at once.", { httpStatus: 429 });
}

/** Removes what Yoga reveals about a body that is not JSON: the parser's own message. */
export function useQuietParameters(): Plugin {
  return {
    onResultProcess({ result }) {
      const results = Array.isArray(result) ? result : [result];
      for (const one of results) {
        if (!("errors" in one)) continue;
        for (const { extensions } of one.errors ?? []) {
          if (extensions?.originalError === undefined) continue;
          delete extensions.originalError;
          // It told Yoga that the request itself was malformed: 400, whatever the client accepts.
          extensions.http = { status: 400 };
        }
      }
    },
  };
}
