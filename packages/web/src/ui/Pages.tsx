import { type JSX, Match, Show, Switch } from "solid-js";
import type { FollowedPages } from "../lib/data/lists/follow-pages.ts";
import { FaultNotice } from "./FaultNotice.tsx";

/** A list that is read page by page: why its rows are missing, that they are on their way, and a button for more. */
export function Pages(props: {
  readonly pages: Pick<FollowedPages<unknown>, "fault" | "hasMore" | "refetch" | "rows" | "showMore">;
  /** Whether there are rows to show; then the children are shown. */
  readonly isFilled: boolean;
  /** The text for an empty list. */
  readonly none: string;
  readonly children: JSX.Element;
}) {
  return (
    <>
      <Show when={props.pages.fault}>
        {(fault) => <FaultNotice fault={fault()} onRetry={() => void props.pages.refetch()} />}
      </Show>
      <Switch fallback={<Show when={!props.pages.fault}>{<p data-quiet>Loading …</p>}</Show>}>
        <Match when={props.isFilled}>{props.children}</Match>
        <Match when={props.pages.rows}>
          <p>{props.none}</p>
        </Match>
      </Switch>
      <Show when={props.pages.hasMore}>
        <button type="button" data-ui="button" onClick={() => void props.pages.showMore()}>
          Show more
        </button>
      </Show>
    </>
  );
}
