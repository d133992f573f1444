import { type DocumentNode, GraphQLError, visit } from "graphql";
import { addressKey } from "../address-key.ts";
import { MUTATIONS, READS } from "../config/rate-limits.ts";
import type { Context } from "../context.ts";
import { csrfTokenMatches } from "../csrf.ts";
import { requestError } from "../errors.ts";
import type { Origins } from "../origins.ts";
import { chosenOperation, type Operation, operationCost, rootFieldCount } from "./operation-cost.ts";
import { checkText } from "./sent-values.ts";

/** What admission needs from the server, besides the operation and its context. */
export interface AdmissionRules {
  secretKey: string;
  /** A function, because the port is known only when requests arrive. */
  origins(): Origins;
}

/** The most that a subscription may cost: it is executed for each message, beside everybody's presses. */
const SUBSCRIPTION_COST = 1_000;

/** Whose budgets and turns a request takes: its viewer's, or those of a visitor's address. */
export function senderOf({ client, viewer }: Pick<Context, "client" | "viewer">): string {
  return viewer?.userId ?? addressKey(client.address);
}

/**
 * The reason to refuse the operation, or null. Checks what applies to every transport: origin and CSRF token of
 * mutations, the rate limit, and the cost, which it stores in the context.
 */
export function refusal(operation: Operation, rules: AdmissionRules): GraphQLError | null {
  const chosen = chosenOperation(operation);
  // The executor has a better error for this.
  if (chosen === null) return null;
  const context = operation.contextValue;
  try {
    checkTexts(operation.document);
    const who = senderOf(context);
    const isMutation = chosen.operation === "mutation";
    context.admitted = {
      budget: isMutation ? MUTATIONS : READS,
      who,
      mayCompress: !isMutation && !holdsSecret(operation.document),
    };
    if (isMutation) {
      checkSender(context, rules);
      context.rateLimiter.take(MUTATIONS, who, context.now(), rootFieldCount(operation.document, chosen));
    }
    const cost = operationCost(operation, chosen);
    context.cost = cost;
    const limit = context.config.limits.queryCost;
    if (cost > limit) {
      throw requestError(
        "QUERY_TOO_LARGE",
        `This operation costs ${cost}; at most ${limit} is allowed. Ask for smaller pages or split it into several operations.`,
        { httpStatus: 400 },
      );
    }
    if (chosen.operation === "subscription" && cost > SUBSCRIPTION_COST) {
      throw requestError(
        "QUERY_TOO_LARGE",
        `Each message of this subscription costs ${cost}; at most ${SUBSCRIPTION_COST} is allowed. Select less, and read the rest by a query.`,
        { httpStatus: 400 },
      );
    }
    if (!isMutation) context.rateLimiter.take(READS, who, context.now(), cost);
    return null;
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

const checked = new WeakSet<DocumentNode>();

/** Refuses texts in the document that cannot be stored. What came beside it is checked when it arrives. */
function checkTexts(document: DocumentNode): void {
  if (checked.has(document)) return;
  visit(document, { StringValue: ({ value }) => checkText(value) });
  checked.add(document);
}

const secretive = new WeakMap<DocumentNode, boolean>();

/**
 * Whether the answer to a query holds a secret. Compressed beside text that somebody else chose, it could be guessed
 * from the length.
 */
function holdsSecret(document: DocumentNode): boolean {
  let found = secretive.get(document);
  if (found === undefined) {
    found = false;
    visit(document, {
      Field({ name }) {
        found ||= name.value === "csrfToken";
      },
    });
    secretive.set(document, found);
  }
  return found;
}

/** Browsers send cookies automatically, so a mutation authenticated by one must prove that our page sent it. */
function checkSender(context: Context, { secretKey, origins }: AdmissionRules): void {
  const { credential, origin, csrfToken } = context.client;
  if (credential === "bearer") return;
  const listed = origin !== null && origins().isListed(origin);
  if (origin !== null && !listed) throw refused("Pages of this origin may not change anything here.");
  if (context.viewer === null) return;
  if (!listed) throw refused(`A mutation authenticated by a cookie needs an Origin header. ${PROGRAMS}`);
  const session = context.viewer.authSessionId;
  if (session === null || !csrfTokenMatches(secretKey, session, csrfToken)) {
    const message = "A mutation authenticated by a cookie needs Query.csrfToken in the header x-csrf-token.";
    throw refused(`${message} ${PROGRAMS}`);
  }
}

/** HTTP libraries that keep cookies send them without being asked. */
const PROGRAMS =
  "A program sends its `accessToken` instead, as `Authorization: Bearer <token>`, and no cookie.";

function refused(message: string): GraphQLError {
  return requestError("FORBIDDEN", message, { httpStatus: 403 });
}
