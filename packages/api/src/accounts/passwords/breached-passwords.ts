import { normalisedPassword } from "@pacekeeper/domain/accounts/password-policy";
import { pwnedPassword } from "hibp";
import type { Log } from "../../platform/log.ts";

const TIMEOUT_MS = 2000;

/**
 * Whether the list of stolen passwords holds one. Only the first five digits of its SHA-1 leave the server,
 * and the answer's length tells nothing (padding). Where the list does not answer within 2 s, it is no: the
 * offline list has judged already.
 *
 * @param url the list's address; null: none is asked
 */
export async function isBreachedPassword(url: string | null, password: string, log: Log): Promise<boolean> {
  if (url === null) return false;
  try {
    const times = await pwnedPassword(normalisedPassword(password), {
      addPadding: true,
      baseUrl: url,
      timeoutMs: TIMEOUT_MS,
      userAgent: "Pacekeeper",
    });
    return times > 0;
  } catch (err) {
    log.warn({ err }, "The list of stolen passwords did not answer; the offline list alone has judged");
    return false;
  }
}
