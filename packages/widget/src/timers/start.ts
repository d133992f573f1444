import type { Link } from "../kept-state.ts";

/**
 * Starts the timers, whose code is in a separate file. Fills `box` and returns a function that redraws it; call that
 * after every change of the widget's state and whenever `box` is shown or hidden.
 *
 * @param link the tracker that the page is connected to; null if there is none
 * @param socket the open connection on which the server pushes changes, for further subscriptions; without one,
 *   the timers poll
 */
export type StartTimers = (
  box: HTMLElement,
  link: () => Link | null,
  socket: () => WebSocket | false | null,
) => () => void;
