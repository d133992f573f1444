import type { Link } from "../kept-state.ts";

/**
 * How the widget starts its timers, whose code is a file of its own. Fills `box` and answers what draws it
 * anew, to be called after every change of what the widget knows and whenever `box` is shown or hidden.
 *
 * @param link whose tracker the page is connected to; null: none
 * @param socket the open connection on which the server tells changes, to follow more on it; while there is
 *   none, the timers ask instead
 */
export type StartTimers = (
  box: HTMLElement,
  link: () => Link | null,
  socket: () => WebSocket | false | null,
) => () => void;
