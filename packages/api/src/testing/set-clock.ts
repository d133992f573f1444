import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The message when the library is missing. */
export const FAKETIME_ADVICE =
  "libfaketime, which sets a single process's clock, is missing. On Debian: apt-get install faketime.";

/** Debian's path contains the machine's architecture. */
const places = ["/usr/lib", "/usr/local/lib", "/usr/lib64"];

/** The library that sets the clock of a process with threads; null when it is not installed. */
export function findFaketime(): string | null {
  const name = join("faketime", "libfaketimeMT.so.1");
  for (const place of places.filter(existsSync)) {
    for (const directory of ["", ...readdirSync(place)]) {
      const library = join(place, directory, name);
      if (existsSync(library)) return library;
    }
  }
  return null;
}

/** The environment of a process whose wall clock differs from the machine's; its monotonic clock is real. */
function underFaketime(library: string): Record<string, string> {
  return { LD_PRELOAD: library, FAKETIME_DONT_FAKE_MONOTONIC: "1", FAKETIME_DONT_RESET: "1" };
}

/** A clock that is wrong from the start. @param shift as libfaketime reads it: `-1h`, `+2d` */
export function wrongClock(library: string, shift: string): Record<string, string> {
  return { ...underFaketime(library), FAKETIME: shift };
}

/** A clock that is set while the process runs, by writing a shift such as `-1h` into the file. */
export function clockFrom(library: string, file: string): Record<string, string> {
  return { ...underFaketime(library), FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: "1" };
}
