import { useKeys } from "../../lib/keyboard.ts";
import { useLive } from "./live-context.ts";

/** Binds N, P, U and E while it is mounted. */
export function ControlKeys() {
  const live = useLive();
  useKeys({
    n: () => live.press("NEXT"),
    p: () => live.press("PAUSE"),
    u: () => live.press("UNDO"),
    e: () => live.press("EXIT"),
  });
  return null;
}
