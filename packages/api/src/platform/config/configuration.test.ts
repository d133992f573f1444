import { describe, expect, it } from "vitest";
import { ConfigurationError, readConfiguration } from "./configuration.ts";
import type { Environment } from "./variables.ts";

const machine = { isRoot: false, projectDirectory: "/project" };
const read = (environment: Environment) => readConfiguration(environment, machine, []);

function problemsOf(environment: Environment) {
  try {
    read(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error("The configuration was accepted.");
}

describe("the configuration", () => {
  it("has a default for every variable", () => {
    expect(read({})).toMatchObject({
      port: 4000,
      host: "127.0.0.1",
      dataDirectory: "/project/.pacekeeper",
      databaseUrl: null,
      secretKey: null,
      publicUrl: null,
      allowedOrigins: ["https://raterhub.com", "https://www.raterhub.com"],
      trustProxy: { kind: "none" },
      graphiql: true,
      introspection: true,
      rateLimitFactor: 1,
      logLevel: "info",
      accessTokenMinutes: 1440,
      secureCookies: false,
      limits: { bodyBytes: 262_144, queryDepth: 12, queryAliases: 30, queryTokens: 2000, queryCost: 10_000 },
    });
  });

  it("keeps root's data below /var/lib, and resolves a relative DATA_DIR in the project", () => {
    expect(readConfiguration({}, { ...machine, isRoot: true }, []).dataDirectory).toBe("/var/lib/pacekeeper");
    expect(read({ DATA_DIR: "data" }).dataDirectory).toBe("/project/data");
    expect(read({ DATA_DIR: "/srv/pace" }).dataDirectory).toBe("/srv/pace");
  });

  it("turns GraphiQL and introspection off when other machines can reach the server", () => {
    expect(read({ HOST: "0.0.0.0" })).toMatchObject({ graphiql: false, introspection: false });
    expect(read({ HOST: "::1" })).toMatchObject({ graphiql: true, introspection: true });
    expect(read({ HOST: "0.0.0.0", GRAPHIQL: "on" })).toMatchObject({ graphiql: true, introspection: false });
  });

  it("marks cookies Secure when people connect over TLS, unless configured otherwise", () => {
    expect(read({ PUBLIC_URL: "https://pace.example/" })).toMatchObject({
      publicUrl: "https://pace.example",
      secureCookies: true,
    });
    expect(read({ PUBLIC_URL: "https://pace.example", SESSION_COOKIE_SECURE: "false" }).secureCookies).toBe(
      false,
    );
  });

  it("treats an empty variable as absent", () => {
    expect(read({ PORT: "", ALLOWED_ORIGINS: " " })).toMatchObject({
      port: 4000,
      allowedOrigins: { length: 2 },
    });
  });

  it("reports every problem at once, with the variable's name and what it expects", () => {
    const { message, problems } = problemsOf({
      PORT: "70000",
      LOG_LEVEL: "loud",
      GRAPHIQL: "maybe",
      RATE_LIMIT_FACTOR: "-1",
      QUERY_DEPTH_LIMIT: "deep",
      PUBLIC_URL: "pace.example",
    });
    expect(problems.map(({ variable }) => variable).sort()).toEqual(
      ["GRAPHIQL", "LOG_LEVEL", "PORT", "PUBLIC_URL", "QUERY_DEPTH_LIMIT", "RATE_LIMIT_FACTOR"].sort(),
    );
    expect(message).toContain('PORT must be a whole number from 0 to 65535, not "70000".');
    expect(message).toContain("LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent");
  });

  it.each([
    "null",
    "*",
    "https://*.example.org",
    "https://example.org/path",
    "https://example.org/",
    "ftp://example.org",
  ])("refuses %s as an allowed origin", (origin) => {
    expect(problemsOf({ ALLOWED_ORIGINS: `https://raterhub.com,${origin}` }).problems).toHaveLength(1);
  });

  it("requires a long SECRET_KEY with DATABASE_URL, and never repeats either", () => {
    const missing = problemsOf({ DATABASE_URL: "postgres://u:hunter2@db/pace" });
    expect(missing.problems).toMatchObject([{ variable: "SECRET_KEY" }]);
    const wrong = problemsOf({ DATABASE_URL: "mysql://u:hunter2@db/pace", SECRET_KEY: "tooshort" });
    expect(wrong.problems).toHaveLength(2);
    expect(wrong.message).not.toMatch(/hunter2|tooshort/);
  });

  it("reads TRUST_PROXY as hops or as addresses", () => {
    expect(read({ TRUST_PROXY: "2" }).trustProxy).toEqual({ kind: "hops", hops: 2 });
    const { trustProxy } = read({ TRUST_PROXY: "10.0.0.0/8, fd00::/8" });
    expect(trustProxy.kind === "addresses" && trustProxy.addresses.check("10.1.2.3")).toBe(true);
    expect(problemsOf({ TRUST_PROXY: "10.0.0.0/99, nginx" }).problems).toHaveLength(2);
  });

  it("sends no mail until mail is configured", () => {
    expect(read({}).mail).toBeNull();
    expect(
      read({ SMTP_URL: "smtp://mail.example.org", MAIL_FROM: "Pacekeeper <pace@example.org>" }).mail,
    ).toEqual({
      smtpUrl: "smtp://mail.example.org",
      from: "Pacekeeper <pace@example.org>",
    });
  });

  it("reads the older names of the mail variables", () => {
    const older = { EMAIL_HOST: "smtp.example.org", EMAIL_HOST_USER: "a@b", EMAIL_HOST_PASSWORD: "p/w" };
    expect(read({ ...older, DEFAULT_FROM_EMAIL: "pace@example.org" }).mail).toEqual({
      smtpUrl: "smtp://a%40b:p%2Fw@smtp.example.org:587",
      from: "pace@example.org",
    });
    expect(
      read({ EMAIL_HOST: "mail.example.org", EMAIL_USE_SSL: "on", MAIL_FROM: "pace@example.org" }).mail
        ?.smtpUrl,
    ).toBe("smtps://mail.example.org:465");
  });

  it("says what is wrong with the mail variables, and never repeats the password", () => {
    const wrong = problemsOf({ SMTP_URL: "http://u:hunter2@mail", MAIL_FROM: "nobody" });
    expect(wrong.problems.map(({ variable }) => variable)).toEqual(["SMTP_URL", "MAIL_FROM"]);
    expect(wrong.message).not.toContain("hunter2");
    expect(problemsOf({ SMTP_URL: "smtp://mail.example.org" }).problems).toMatchObject([
      { variable: "MAIL_FROM" },
    ]);
    expect(problemsOf({ EMAIL_HOST: "smtp.example.org", EMAIL_PORT: "x" }).message).toContain("EMAIL_PORT");
  });

  it("reads the switches for registration, password login and breached passwords", () => {
    expect(read({})).toMatchObject({ registration: "open", passwordLogin: true, breachedPasswordsUrl: null });
    expect(read({ REGISTRATION: "invite", PASSWORD_LOGIN: "off", HIBP_ENABLED: "1" })).toMatchObject({
      registration: "invite",
      passwordLogin: false,
      breachedPasswordsUrl: "https://api.pwnedpasswords.com",
    });
    expect(problemsOf({ REGISTRATION: "maybe", HIBP_URL: "x" }).problems).toHaveLength(2);
  });
});
