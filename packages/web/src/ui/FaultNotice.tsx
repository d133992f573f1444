import type { Fault } from "../lib/data/result.ts";
import { Icon } from "./Icon.tsx";

/** Shows a failure in place of the missing content; the rest of the page keeps working. */
export function FaultNotice(props: { readonly fault: Fault; readonly onRetry: () => void }) {
  return (
    <div data-ui="notice" data-tone="slow" role="alert">
      <Icon name="warning" />
      <p>{props.fault.words}</p>
      <button type="button" data-ui="button" data-size="s" onClick={() => props.onRetry()}>
        Try again
      </button>
    </div>
  );
}
