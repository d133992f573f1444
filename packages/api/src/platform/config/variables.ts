import { isIP } from "node:net";

/** Environment variables by name, as `process.env` holds them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One problem with the configuration: the variable, and what it expects. */
export interface ConfigurationProblem {
  variable: string;
  /** A clause that continues from the variable's name: "must be a whole number from 0 to 65535, not \"x\"". */
  expected: string;
}

/** How many characters of a wrong value a message repeats: enough to recognise it. Secrets are never repeated. */
const shownCharacters = 60;

/**
 * Reads variables and collects every problem, so that all are reported at once. An empty variable counts
 * as absent, because that is how compose files and unit files leave one out.
 */
export class VariableReader {
  readonly problems: ConfigurationProblem[] = [];

  constructor(private readonly environment: Environment) {}

  /** The trimmed value, or null when absent or empty. */
  text(variable: string): string | null {
    const value = this.environment[variable]?.trim();
    return value ? value : null;
  }

  /** Records a problem. `value` is repeated in the message unless it is omitted. */
  reject(variable: string, expected: string, value?: string): void {
    const shown = value === undefined ? "" : `, not ${JSON.stringify(value.slice(0, shownCharacters))}`;
    this.problems.push({ variable, expected: `${expected}${shown}` });
  }

  /** A whole number within inclusive bounds. */
  integer(variable: string, fallback: number, minimum: number, maximum: number): number {
    const value = this.text(variable);
    if (value === null) return fallback;
    const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= minimum && number <= maximum) return number;
    this.reject(variable, `must be a whole number from ${minimum} to ${maximum}`, value);
    return fallback;
  }

  /** A decimal number within inclusive bounds. */
  number(variable: string, fallback: number, minimum: number, maximum: number): number {
    const value = this.text(variable);
    if (value === null) return fallback;
    const number = /^\d{1,9}(\.\d{1,9})?$/.test(value) ? Number(value) : Number.NaN;
    if (number >= minimum && number <= maximum) return number;
    this.reject(variable, `must be a number from ${minimum} to ${maximum}`, value);
    return fallback;
  }

  /** `true`/`1`/`yes`/`on` or `false`/`0`/`no`/`off`, in any case. */
  boolean(variable: string, fallback: boolean): boolean {
    const value = this.text(variable);
    if (value === null) return fallback;
    if (/^(true|1|yes|on)$/i.test(value)) return true;
    if (/^(false|0|no|off)$/i.test(value)) return false;
    this.reject(variable, "must be true or false", value);
    return fallback;
  }

  /** One of the listed words. */
  choice<const Choice extends string>(
    variable: string,
    fallback: Choice,
    choices: readonly Choice[],
  ): Choice {
    const value = this.text(variable);
    if (value === null) return fallback;
    const found = choices.find((choice) => choice === value.toLowerCase());
    if (found !== undefined) return found;
    this.reject(variable, `must be one of ${choices.join(", ")}`, value);
    return fallback;
  }

  /** A comma-separated list, its items trimmed, empty ones dropped; null when the variable is absent. */
  list(variable: string): string[] | null {
    const value = this.text(variable);
    if (value === null) return null;
    return value
      .split(",")
      .map((item) => item.trim())
      .filter((item) => item !== "");
  }
}

/** True for `localhost` and the loopback addresses: only clients on this machine can reach such a HOST. */
export function isLoopbackHost(host: string): boolean {
  if (host === "localhost" || host === "::1") return true;
  return isIP(host) === 4 && host.startsWith("127.");
}
