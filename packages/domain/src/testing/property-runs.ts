// Node's, named here because the domain's sources know no platform.
declare const process: { readonly env: Readonly<Record<string, string | undefined>> };

/** How often a property is tried: `count` times, multiplied by the variable FC_RUNS where it is set. */
export function runs(count: number): number {
  return Math.ceil(count * Number(process.env.FC_RUNS ?? 1));
}
