/// <reference types="node" />
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { vi } from "vitest";
import type { QueuedEvent } from "../kept-state.ts";
import { aSession } from "./facts.ts";

/** Stubs what the tabs of one browser share: a userscript manager's storage and requests, and Web Locks. */
export function aBrowser(): { readonly values: Map<string, string> } {
  const values = new Map<string, string>();
  const ears: (() => void)[] = [];
  vi.stubGlobal("GM", {
    getValue: async (name: string) => values.get(name),
    setValue: async (name: string, value: string) => {
      values.set(name, value);
      for (const hear of ears) hear();
    },
    xmlHttpRequest({ url, headers, data, onload, onerror }: Request) {
      fetch(url, { method: "POST", headers, body: data })
        .then(async (reply) => onload({ responseText: await reply.text() }))
        .catch(onerror);
    },
  });
  vi.stubGlobal("GM_addValueChangeListener", (_name: string, heard: () => void) => void ears.push(heard));
  // Not every Node version has Web Locks: run requests with the same name one after the other.
  const tails = new Map<string, Promise<unknown>>();
  const request = (name: string, act: () => Promise<unknown>) => {
    const turn = (tails.get(name) ?? Promise.resolve()).then(act);
    tails.set(
      name,
      turn.catch(() => {}),
    );
    return turn;
  };
  vi.stubGlobal("navigator", { locks: { request }, userAgent: "" });
  vi.stubGlobal("document", { hidden: false, querySelector: () => null });
  return { values };
}

interface Request {
  url: string;
  headers: Record<string, string>;
  data: string;
  onload(reply: { responseText: string }): void;
  onerror(): void;
}

/** A tracker over real HTTP that records what it receives and can be cut off. */
export interface Tracker {
  readonly origin: string;
  readonly batches: QueuedEvent[][];
  /** The id of the person whose token it is, whichever that is. */
  person: string;
  /** How it answers: normally, with an error code, or not at all. */
  mood: "well" | "gone" | "UNAUTHENTICATED" | "INTERNAL";
  /** The type of error for an event; null stores it. `whole` refuses the whole batch. */
  rule(event: QueuedEvent): string | null;
  close(): void;
}

export async function aTracker(): Promise<Tracker> {
  const stored = new Set<string>();
  const server: Server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    if (tracker.mood === "gone") return request.socket.destroy();
    // Newer versions of Node have WebSocket, and the widget tries to open one; this server has none.
    if (request.method !== "POST") return response.writeHead(426).end();
    const { query, variables } = JSON.parse(body);
    if (tracker.mood !== "well") {
      const errors = [{ message: "Why.", extensions: { code: tracker.mood } }];
      return response.end(JSON.stringify({ errors }));
    }
    const data = query.includes("mutation") ? { recordEvents: recorded(variables.input.events) } : now();
    response.end(JSON.stringify({ data }));
  });
  const recorded = (events: QueuedEvent[]) => {
    tracker.batches.push(events);
    if (events.some((event) => tracker.rule(event) === "whole"))
      return { __typename: "InvalidInputError", message: "Bad time." };
    const results = events.map((event) => {
      const refusal = tracker.rule(event);
      if (!refusal) stored.add(event.clientEventId);
      return refusal ? { __typename: refusal, message: `${refusal}.` } : { __typename: "RecordEventPayload" };
    });
    return { __typename: "RecordEventsPayload", results };
  };
  const now = () => ({
    serverTime: new Date().toISOString(),
    viewer: {
      id: tracker.person,
      activeSession:
        stored.size > 0 ? aSession(stored.size, { lastEventAt: new Date().toISOString() }) : null,
      day: { endsAt: "2999-01-01T00:00:00Z", questionCount: 3, activeSeconds: 9, averageTargetSeconds: 330 },
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an AddressInfo.
  const { port } = server.address() as AddressInfo;
  const tracker: Tracker = {
    origin: `http://127.0.0.1:${port}`,
    batches: [],
    person: "ilse",
    mood: "well",
    rule: () => null,
    close: () => server.close(),
  };
  return tracker;
}

/** A tab of the browser: a fresh copy of the widget's modules, with the storage loaded. */
export async function aTab() {
  vi.resetModules();
  const kept = await import("../kept-state.ts");
  const sync = await import("../sync.ts");
  const { press } = await import("../press.ts");
  const notes = await import("../note.ts");
  const { hearWriting } = await import("../storage.ts");
  await kept.settle();
  hearWriting(() => void kept.settle());
  return { kept, sync, press, notes };
}
