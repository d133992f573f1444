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
import type { Scope } from "./scopes.ts";

type Types = (typeof builder)["$inferSchemaTypes"];
export type InputFieldBuilder = PothosSchemaTypes.InputFieldBuilder<Types, "InputObject">;

/** Who may send a mutation: anybody, or whose credential holds one of the scopes, or an administrator at their screen. */
type Access = "anybody" | { readonly anyScope: readonly Scope[] } | { readonly admin: true };

/** What the resolver knows of who sends it. */
type ContextOf<Who extends Access> = Who extends "anybody" ? Context : SignedInContext;

interface MutationInput<Fields extends InputFieldMap> {
  /** Of the type `<Name>Input`. */
  readonly description: string;
  /** Of the argument `input`. */
  readonly argument: string;
  /** Whether the argument may be left out, which is then as good as an empty one. */
  readonly optional?: boolean;
  readonly fields: (t: InputFieldBuilder) => Fields;
  /** Rules for fields by their names, all checked at once; or one for the whole input, which lets fields without rules pass. */
  readonly rules?: { readonly [Name in keyof Fields]?: z.ZodType } | z.ZodType;
}

export interface MutationPayload<Answer> {
  /** Of the type `<Name>Payload`. */
  readonly description: string;
  readonly fields: ObjectFieldsShape<Types, Answer>;
}

interface Mutation<Fields extends InputFieldMap, Answer extends object, Who extends Access> {
  readonly description: string;
  readonly access: Who;
  readonly input: MutationInput<Fields>;
  /** Expected failures, the other members of the union `<Name>Result`; left out where `payload` is that union. */
  readonly errors?: NonNullable<ErrorFieldOptions<Types, OutputRef<Answer>, Answer, false>["types"]>;
  readonly resolve: (input: InputShapeFromFields<Fields>, context: ContextOf<Who>) => MaybePromise<Answer>;
  /** What is answered; or a type of its own, such as one that several mutations answer. */
  readonly payload: MutationPayload<Answer> | OutputRef<Answer>;
}

/** One that takes nothing. */
interface BareMutation<Answer extends object, Who extends Access>
  extends Omit<Mutation<InputFieldMap, Answer, Who>, "input" | "resolve"> {
  readonly input?: never;
  readonly resolve: (input: unknown, context: ContextOf<Who>) => MaybePromise<Answer>;
}

/**
 * Adds a mutation with its types: `<Name>Input`, `<Name>Payload`, and the union `<Name>Result` of the payload and the
 * expected failures. The rules for its input are checked first, and what breaks them is told by `InvalidInputError`,
 * which has to be among the errors. How often a person may send mutations is counted before any runs (`admission.ts`).
 *
 * Returns the input's type, for a mutation that takes several of them.
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
      ...(errors && { errors: { types: errors } }),
      ...(access !== "anybody" && { authScopes: access }),
      args:
        input && Input
          ? { input: t.arg({ type: Input, required: !input.optional, description: input.argument }) }
          : {},
      resolve: (_root, args, context) => resolve(args.input ?? {}, context),
    }),
  );
  return Input;
}

function inputType<Fields extends InputFieldMap>(
  name: string,
  { description, fields, rules }: MutationInput<Fields>,
) {
  const validate = rules === undefined || rules instanceof z.ZodType ? rules : z.looseObject(rules);
  return builder.inputType(name, { description, fields, ...(validate && { validate }) });
}

/** For `t.globalID`: the id of the one thing that a mutation is about. */
export function idOf<Type extends ObjectRef<Types, unknown>>(type: Type, what: string) {
  return { required: true, for: type, description: `The ${what}'s global id.` } as const;
}

/** The input of a mutation that only names what it is about, such as a "task". */
export function whichOne<Type extends ObjectRef<Types, unknown>>(
  type: Type,
  what: string,
  argument = "Which one.",
) {
  return {
    description: `Which ${what}.`,
    argument,
    fields: (t: InputFieldBuilder) => ({ id: t.globalID(idOf(type, what)) }),
  };
}

/** The field `idempotencyKey`. @param effect what happens once, such as "makes one task" */
export function idempotencyKey(t: InputFieldBuilder, effect: string) {
  return t.field({ type: "UUID", description: `The same again under the same key ${effect}.` });
}

/** For `payload` of a deletion that answers the row's id. */
export function deletedId(
  type: ObjectRef<Types, unknown>,
  description: string,
  of = "Its global id.",
): MutationPayload<{ readonly id: string }> {
  return {
    description,
    fields: (t) => ({ deletedId: t.globalID({ description: of, resolve: ({ id }) => ({ id, type }) }) }),
  };
}

/** Marks the fields that `mutation` made, for the test that looks for others. */
const MADE = { mutation: true } as const;
