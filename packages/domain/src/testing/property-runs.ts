// Node's, declared here because the domain's sources have no platform types.
declare const process: { readonly env: Readonly<Record<string, string | undefined>> };

/** The number of runs of a property: `count`, multiplied by the variable FC_RUNS if it is set. */
export function runs(count: number): number {
  return Math.ceil(count * Number(process.env.FC_RUNS ?? 1));
}
