import { randomUUID } from "node:crypto";
import type { Answer, TestApplication } from "../../testing/application.ts";

export const PASSWORD = "correct horse battery staple";

const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) { __typename
  ... on LoginPayload { accessToken user { id kind role email firstName timezone isEmailConfirmed } }
  ... on ConfirmationNeeded { email }
  ... on InvalidInputError { issues { path code message } } ... on Error { message } } }`;
const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) { __typename
  ... on LoginPayload { accessToken user { id email firstName timezone } }
  ... on TooManyTries { retryAfterSeconds } ... on Error { message } } }`;

type Headers = Record<string, string>;

/** A registered person with the password `PASSWORD`. */
export interface Account {
  readonly email: string;
  readonly accessToken: string;
  /** The global id. */
  readonly id: string;
  /** The raw id of the user's row. */
  readonly userId: string;
  /** Posts a document with the account's bearer token. */
  ask(query: string, variables?: object): Promise<Answer>;
}

export const anAddress = () => `ilse-${randomUUID()}@example.org`;

/** Registers, with a good password unless the input says otherwise. @returns the field's answer */
export async function register(application: TestApplication, input: object, headers: Headers = {}) {
  const { data } = await application.ask(REGISTER, { input: { password: PASSWORD, ...input } }, headers);
  return data.register;
}

/** Logs in, with the good password unless the input says otherwise. @returns the field's answer */
export async function login(application: TestApplication, input: object, headers: Headers = {}) {
  const { data } = await application.ask(LOGIN, { input: { password: PASSWORD, ...input } }, headers);
  return data.login;
}

/** Registers somebody new. @param input fields besides address and password */
export async function anAccount(application: TestApplication, input: object = {}): Promise<Account> {
  const email = anAddress();
  const { accessToken, user } = await register(application, { email, ...input });
  return {
    email,
    accessToken,
    id: user.id,
    userId: Buffer.from(user.id, "base64").toString().slice("User:".length),
    ask: (query, values) => application.ask(query, values, { authorization: `Bearer ${accessToken}` }),
  };
}
