/**
 * In characters. Parsing and validating a longer document can take as long as answering many requests; most of those
 * that the dashboard sends are shorter.
 */
const LONG = 2_000;
/** How many times as long as the last long document took, others have the process to themselves. */
const REST = 2;

const waiting: (() => void)[] = [];
let isTaken = false;

function letOneGoOn(): void {
  const next = waiting.shift();
  isTaken = next !== undefined;
  if (next === undefined) return;
  const started = performance.now();
  next();
  // Parsing and validating come at once, before anything else that has arrived.
  setImmediate(() => setTimeout(letOneGoOn, REST * (performance.now() - started)));
}

/**
 * Resolves when the document may be parsed: a short one at once, long ones one at a time, with time for other requests in
 * between. Otherwise a few connections that send long documents would have most of the process's time.
 */
export function turnToParse(document: unknown): Promise<void> | undefined {
  if (typeof document !== "string" || document.length <= LONG) return;
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (isTaken) return;
    isTaken = true;
    setImmediate(letOneGoOn);
  });
}
