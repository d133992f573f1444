import { Show } from "solid-js";
import { announced } from "../lib/announcer.ts";
import { toast } from "../lib/toasts.ts";

/** Shows toasts, and holds the polite live region for announced state changes. */
export function ToastHost() {
  return (
    <>
      <p data-visually="hidden" role="status" aria-live="polite">
        {announced()}
      </p>
      <Show when={toast()} keyed>
        {(present) => (
          <div
            data-ui="toast"
            data-tone={present.tone === "danger" ? "danger" : undefined}
            role={present.tone === "danger" ? "alert" : "status"}
          >
            <p>{present.words}</p>
            <Show when={present.action}>
              {(action) => (
                <button
                  type="button"
                  data-ui="button"
                  data-tone="quiet"
                  data-size="s"
                  onClick={() => action().run()}
                >
                  {action().label}
                </button>
              )}
            </Show>
          </div>
        )}
      </Show>
    </>
  );
}
