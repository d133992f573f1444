import { formatDuration } from "@pacekeeper/domain/time/duration";
import { For, Show } from "solid-js";
import type { TimedQuestionFragment } from "../../generated/graphql.ts";
import { clockTime } from "../../lib/time/local-time.ts";
import { Icon } from "../../ui/Icon.tsx";

interface SessionMenuProps {
  readonly removed: readonly TimedQuestionFragment[];
  readonly onRestore: (id: string) => void;
  readonly onDelete: () => void;
}

/** The rare actions: restore deleted questions, delete the session. */
export function SessionMenu(props: SessionMenuProps) {
  let menu: HTMLDivElement | undefined;
  const chosen = (act: () => void) => () => {
    menu?.hidePopover();
    act();
  };
  return (
    <>
      <button
        type="button"
        data-ui="button"
        data-tone="quiet"
        data-icon
        aria-label="More"
        popovertarget="session-menu"
      >
        <Icon name="more" />
      </button>
      <div data-ui="menu" id="session-menu" popover="auto" ref={menu}>
        <For each={props.removed}>
          {(question) => (
            <button type="button" onClick={chosen(() => props.onRestore(question.id))}>
              <Icon name="undo" />
              Restore {clockTime(question.startedAt)}, {formatDuration(question.activeSeconds * 1000)} active
            </button>
          )}
        </For>
        <Show when={props.removed.length > 0}>
          <hr />
        </Show>
        <button type="button" data-tone="danger" onClick={chosen(() => props.onDelete())}>
          <Icon name="trash" />
          Delete the session
        </button>
      </div>
    </>
  );
}
