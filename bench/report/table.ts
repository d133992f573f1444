/** Prints rows under a heading. The first column is left-aligned text, the others are right-aligned. */
export function printTable(heading: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = heading.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("   ");
  console.log(line(heading));
  console.log(widths.map((width) => "─".repeat(width)).join("   "));
  for (const row of rows) console.log(line(row));
}

/** A whole number with a thousands separator: 12,345. */
export function whole(value: number): string {
  return Math.round(value).toLocaleString("en-GB");
}

/** Milliseconds to two places. */
export function milliseconds(value: number): string {
  return `${value.toFixed(2)} ms`;
}

/** Prints in one line whether a target was met; a bench that misses a target exits with code 1. */
export function printTarget(what: string, met: boolean, measured: string): void {
  if (!met) process.exitCode = 1;
  console.log(`${met ? "met   " : "MISSED"}  ${what}: ${measured}`);
}
