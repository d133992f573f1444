import type {
  InputFieldMap,
  InputObjectRef,
  InputShapeFromFields,
  MaybePromise,
  ObjectFieldsShape,
  ObjectRef,
  OutputRef,
} from "@pothos/core";
import type { ErrorFieldOptions } from "@pothos/plugin-errors";
import { z } from "zod";
import { builder, type SignedInContext } from "./builder.ts";
import type { Context } from "./context.ts";
import "./error-types.ts";
import { NotFound, QuotaExceeded } from "./failures.ts";
import type { Guard } from "./guards/guards.ts";
import { expectToStore } from "./storage-quota.ts";

type Types = (typeof builder)["$inferSchemaTypes"];
export type InputFieldBuilder = PothosSchemaTypes.InputFieldBuilder<Types, "InputObject">;

/** Who may send a mutation. */
type Access = "anybody" | Exclude<Guard, { readonly signedIn: true }>;

/** The context that the resolver gets, depending on the access. */
type ContextOf<Who extends Access> = Who extends "anybody" ? Context : SignedInContext;

interface MutationInput<Fields extends InputFieldMap> {
  /** The description of the type `<Name>Input`. */
  readonly description: string;
  /** The description of the argument `input`. */
  readonly argument: string;
  /** Whether the argument may be omitted, which equals an empty one. */
  readonly optional?: boolean;
  readonly fields: (t: InputFieldBuilder) => Fields;
  /**
   * Rules for fields by name, all checked at once; or one rule for the whole input, which accepts fields without rules.
   */
  readonly rules?: { readonly [Name in keyof Fields]?: z.ZodType } | z.ZodType;
}

export interface MutationPayload<Answer> {
  /** The description of the type `<Name>Payload`. */
  readonly description: string;
  readonly fields: ObjectFieldsShape<Types, Answer>;
}

interface Mutation<Fields extends InputFieldMap, Answer extends object, Who extends Access> {
  readonly description: string;
  readonly access: Who;
  readonly input: MutationInput<Fields>;
  /** Expected failures, the other members of the union `<Name>Result`; omitted when `payload` is that union. */
  readonly errors?: NonNullable<ErrorFieldOptions<Types, OutputRef<Answer>, Answer, false>["types"]>;
  /** False: what it writes is bounded by what is there already, so it works where a person may store nothing more. */
  readonly stores?: false;
  readonly resolve: (input: InputShapeFromFields<Fields>, context: ContextOf<Who>) => MaybePromise<Answer>;
  /** The payload's fields, or an existing type, such as one that several mutations share. */
  readonly payload: MutationPayload<Answer> | OutputRef<Answer>;
}

/** A mutation without input. */
interface BareMutation<Answer extends object, Who extends Access>
  extends Omit<Mutation<InputFieldMap, Answer, Who>, "input" | "resolve"> {
  readonly input?: never;
  readonly resolve: (input: unknown, context: ContextOf<Who>) => MaybePromise<Answer>;
}

/**
 * Adds a mutation with its types: `<Name>Input`, `<Name>Payload`, and the union `<Name>Result` of the payload and the
 * expected failures. The input's rules are checked first; violations are reported by `InvalidInputError`, which must be
 * among the errors. `QuotaExceeded` is added where a person stores something. The rate limit of mutations applies before
 * any resolver runs (`admission.ts`).
 *
 * @returns the input's type, for a mutation that takes a list of them
 */
export function mutation<Answer extends object, const Who extends Access>(
  name: string,
  options: BareMutation<Answer, Who>,
): void;
export function mutation<Fields extends InputFieldMap, Answer extends object, const Who extends Access>(
  name: string,
  options: Mutation<Fields, Answer, Who>,
): InputObjectRef<Types, InputShapeFromFields<Fields>>;
export function mutation(
  name: string,
  options: Mutation<InputFieldMap, object, Access> | BareMutation<object, Access>,
): InputObjectRef<Types, InputShapeFromFields<InputFieldMap>> | undefined {
  const { access, description, errors, input, payload, resolve } = options;
  const typeName = name.charAt(0).toUpperCase() + name.slice(1);
  const Input = input && inputType(`${typeName}Input`, input);
  const type =
    "kind" in payload ? payload : builder.objectRef<object>(`${typeName}Payload`).implement(payload);
  builder.mutationField(name, (t) =>
    t.field({
      type,
      description,
      extensions: MADE,
      ...(errors && {
        errors: { types: [...errors, ...(isRefusedWhenFull(options) ? [QuotaExceeded] : [])] },
      }),
      ...(access !== "anybody" && { authScopes: access }),
      args:
        input && Input
          ? { input: t.arg({ type: Input, required: !input.optional, description: input.argument }) }
          : {},
      resolve: async (_root, args, context) => {
        const sent = args.input ?? {};
        try {
          expectToStore(context, sent, options.stores ?? true);
          return await resolve(sent, context);
        } catch (error) {
          if (error instanceof NotFound) error.path ??= pathOfOnlyId(sent);
          throw error;
        }
      },
    }),
  );
  return Input;
}

/** Whether a mutation may be refused because its person has stored as much as they may. */
function isRefusedWhenFull({
  access,
  input,
  stores,
}: Pick<Mutation<InputFieldMap, object, Access>, "access" | "stores"> & {
  readonly input?: unknown;
}): boolean {
  return stores !== false && input !== undefined && typeof access === "object" && "anyScope" in access;
}

function pathOfOnlyId(input: object): string[] | null {
  const [name, another] = Object.entries(input).flatMap(([name, value]) =>
    typeof value === "object" && value !== null && "typename" in value ? [name] : [],
  );
  return name !== undefined && another === undefined ? [name] : null;
}

function inputType<Fields extends InputFieldMap>(
  name: string,
  { description, fields, rules }: MutationInput<Fields>,
) {
  const validate = rules === undefined || rules instanceof z.ZodType ? rules : z.looseObject(rules);
  return builder.inputType(name, { description, fields, ...(validate && { validate }) });
}

/** Options for `t.globalID`: the id of the object that a mutation is about. */
export function idOf<Type extends ObjectRef<Types, unknown>>(type: Type, what: string) {
  return { required: true, for: type, description: `The ${what}'s global id.` } as const;
}

/** The input of a mutation that only names its object, such as a "task". */
export function whichOne<Type extends ObjectRef<Types, unknown>>(
  type: Type,
  what: string,
  argument = `The ${what} that the mutation is about.`,
) {
  return {
    description: `Names the ${what}.`,
    argument,
    fields: (t: InputFieldBuilder) => ({ id: t.globalID(idOf(type, what)) }),
  };
}

/** The field `idempotencyKey`. @param effect what happens only once, such as "makes one task" */
export function idempotencyKey(t: InputFieldBuilder, effect: string) {
  return t.field({ type: "UUID", description: `A request repeated with the same key still ${effect}.` });
}

/** The field `expectedVersion` of an update, whose rule is `notNull`. @param what whose version, such as "task" */
export function expectedVersion(t: InputFieldBuilder, what: string) {
  return t.int({
    description: `The version of the ${what} that the change was made from: if it has changed since, nothing is saved, and the answer is VersionConflict. Omitted: the change overwrites what came in between.`,
  });
}

/**
 * The `payload` of a deletion that answers the deleted row's id.
 *
 * @param parent what it belonged to, as fields of the payload
 */
export function deletedId<Answer extends { readonly id: string } = { readonly id: string }>(
  type: ObjectRef<Types, unknown>,
  description: string,
  of = "Its global id.",
  parent?: ObjectFieldsShape<Types, Answer>,
): MutationPayload<Answer> {
  return {
    description,
    fields: (t) => ({
      deletedId: t.globalID({ description: of, resolve: ({ id }) => ({ id, type }) }),
      ...parent?.(t),
    }),
  };
}

/** Marks the fields made by `mutation`; a test finds fields made without it. */
const MADE = { mutation: true } as const;
