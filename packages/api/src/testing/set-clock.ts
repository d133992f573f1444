import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** What to say where the library is missing. */
export const FAKETIME_ADVICE =
  "libfaketime is missing, which sets one process's clock: on Debian, apt-get install faketime.";

/** Debian's place has the machine's architecture in it. */
const places = ["/usr/lib", "/usr/local/lib", "/usr/lib64"];

/** The library by which a process's clock can be set, for one with threads; null where it is not installed. */
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

/** The environment of a process whose wall clock is not the machine's; what it measures by is. */
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
