import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { WebSocket } from "ws";

/** A fenced example of a document. */
export interface Fence {
  readonly language: string;
  readonly code: string;
  /** What a reader looks for, to find it: the number of its first line. */
  readonly line: number;
}

/** Every fenced example, in order. */
export function fencesIn(document: string): Fence[] {
  return [...document.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(
    ({ 1: language = "", 2: code = "", index }) => ({
      language,
      code,
      line: document.slice(0, index).split("\n").length + 1,
    }),
  );
}

/** A matcher for JSON in which `…` stands for any text, alone or at the end of a string. */
export function asShown(shown: unknown): unknown {
  if (typeof shown === "string" && shown.includes("…")) {
    const parts = shown.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return expect.stringMatching(new RegExp(`^${parts.join(".+")}$`, "s"));
  }
  if (Array.isArray(shown)) return shown.map(asShown);
  if (typeof shown !== "object" || shown === null) return shown;
  return Object.fromEntries(Object.entries(shown).map(([name, value]) => [name, asShown(value)]));
}

/** Programs of the examples that run until they are stopped. */
const PROGRAMS: Readonly<Record<string, (code: string) => readonly [command: string, ...words: string[]]>> = {
  sh: (code) => ["bash", "-c", code],
  // Without the flag, Node 20 has no WebSocket.
  js: (code) => [
    process.execPath,
    "--experimental-websocket",
    "--no-warnings",
    "--input-type=module",
    "-e",
    code,
  ],
};

/**
 * Runs an example as a program until it has printed enough, or has ended.
 *
 * @param isEnough whether what it has printed so far is enough
 * @returns what it has printed
 */
export async function runProgram(
  { code, language }: Fence,
  environment: Readonly<Record<string, string>>,
  isEnough: (printed: string) => boolean,
): Promise<string> {
  const make = PROGRAMS[language];
  if (make === undefined) throw new RangeError(`No program runs ${language}.`);
  const [command, ...words] = make(code);
  const child = spawn(command, words, {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    env: { ...process.env, ...environment, NO_PROXY: "*", no_proxy: "*" },
    stdio: ["ignore", "pipe", "pipe"],
    // A shell's children are stopped with it.
    detached: true,
  });
  let printed = "";
  let complaints = "";
  const ended = once(child, "close");
  child.stderr.on("data", (chunk: Buffer) => {
    complaints += chunk;
  });
  await new Promise<void>((resolve) => {
    child.stdout.on("data", (chunk: Buffer) => {
      printed += chunk;
      if (isEnough(printed)) resolve();
    });
    void ended.then(() => resolve());
  });
  if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, "SIGTERM");
  await ended;
  expect(complaints).toBe("");
  return printed;
}

/**
 * Plays a conversation over a socket, a line a message: `send` or `receive`, and JSON in which `…` stands for any text.
 *
 * @param fill puts the reader's own values into what is sent
 */
export async function playConversation(
  url: string,
  lines: string,
  fill: (text: string) => string,
): Promise<void> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
  const received: unknown[] = [];
  const heard: ((message: unknown) => void)[] = [];
  socket.on("message", (text) => {
    const message: unknown = JSON.parse(String(text));
    const next = heard.shift();
    if (next) next(message);
    else received.push(message);
  });
  await once(socket, "open");
  const next = () =>
    received.length > 0
      ? Promise.resolve(received.shift())
      : new Promise<unknown>((resolve) => {
          heard.push(resolve);
        });
  for (const line of lines.trim().split("\n")) {
    const [, side, text = ""] = /^(send|receive) +(.*)$/.exec(line) ?? [];
    if (side === "send") socket.send(fill(text));
    else if (side === "receive") expect(await next()).toEqual(asShown(JSON.parse(text)));
    else throw new Error(`Neither sent nor received: ${line}`);
  }
  socket.close();
}
