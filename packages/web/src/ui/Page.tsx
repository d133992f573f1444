import { createEffect, type JSX } from "solid-js";
import { titleAhead } from "../lib/tab-title.ts";

/** The main part of a page. Sets the tab's title unless `titleAhead` replaces it. */
export function Page(props: {
  readonly name: string;
  readonly title: string;
  readonly children: JSX.Element;
}) {
  createEffect(() => {
    document.title = titleAhead() ?? props.title;
  });
  return (
    <main id="main" data-page={props.name} tabindex="-1">
      {props.children}
    </main>
  );
}

/** A page's head: its title, a line below it, and controls at its end. */
export function PageHead(props: {
  readonly title: JSX.Element;
  readonly children?: JSX.Element;
  readonly end?: JSX.Element;
}) {
  return (
    <header data-part="head">
      <div>
        <h1>{props.title}</h1>
        <p>{props.children}</p>
      </div>
      {props.end}
    </header>
  );
}
