import { createEffect, createMemo, createSignal, on, onCleanup, onMount, Show } from "solid-js";
import type { HabitRowFragment } from "../../generated/graphql.ts";
import { barReached } from "../../ui/bar-choice.ts";
import { createElementWidth } from "../../ui/element-width.ts";
import type { DayOfYear } from "./heat-map.ts";
import { onSchemeChange, readColours, type SeriesColours } from "./series-colours.ts";
import type { SeriesPlot } from "./series-plot.ts";
import { dailySeries, daysSince, seriesFinding, weeklySeries } from "./year-series.ts";

type Drawing = typeof import("./series-plot.ts");

const HEIGHT = 220;
/** Below this width in pixels a day would be thinner than a pixel, so weeks are drawn instead. */
const NARROW = 480;
const PAGE_POINTS = 30;

interface SeriesProps {
  readonly name: string;
  readonly colour: HabitRowFragment["colour"];
  /** Twelve months in order, up to today. */
  readonly days: readonly DayOfYear[];
  /** The date of the first log. */
  readonly since: string | null;
  readonly goal: HabitRowFragment["goal"];
  readonly today: string;
}

/**
 * Each day of twelve months with the 7-day average; on narrow screens, 7-day sums. Hovering, or the arrow keys
 * while focused, shows a point's numbers. The drawing code is loaded after the page.
 */
export function YearSeries(props: SeriesProps) {
  const [width, measure] = createElementWidth();
  const [drawing, setDrawing] = createSignal<Drawing | "missing" | null>(null);
  const [plot, setPlot] = createSignal<SeriesPlot | null>(null);
  const [chosen, setChosen] = createSignal<number | null>(null);
  const days = createMemo(() => daysSince(props.days, props.since));
  const isNarrow = createMemo(() => width() < NARROW);
  const series = createMemo(() =>
    isNarrow()
      ? weeklySeries(days(), props.today)
      : dailySeries(days(), props.goal?.minutes ?? null, props.today),
  );
  let host: HTMLDivElement | undefined;
  let colours: SeriesColours | undefined;
  let last: number | null = null;

  onMount(() => {
    import("./series-plot.ts").then(
      (module) => setDrawing(module),
      () => setDrawing("missing"),
    );
  });
  const isMeasured = createMemo(() => width() > 0);
  createEffect(
    // The plot is created once; the effects below pass on changes of width and data.
    on([drawing, isMeasured], ([module, measured]) => {
      if (!host || module === null || module === "missing" || !measured) return;
      const element = host;
      colours = readColours(element);
      const made = module.drawSeries(element, {
        width: width(),
        height: HEIGHT,
        series: series(),
        colours: () => colours ?? readColours(element),
        onPoint: choose,
      });
      setPlot(made);
      onCleanup(() => {
        made.destroy();
        setPlot(null);
      });
    }),
  );
  createEffect(on(width, (present) => plot()?.resize(present), { defer: true }));
  createEffect(
    on(
      series,
      (present) => {
        plot()?.draw(present);
        choose(null);
      },
      { defer: true },
    ),
  );
  const recolour = () => {
    if (host) colours = readColours(host);
    plot()?.redraw();
  };
  onSchemeChange(recolour);
  createEffect(on(() => props.colour, recolour, { defer: true }));

  function choose(index: number | null) {
    if (index !== null) last = index;
    setChosen(index);
  }
  function point(index: number | null) {
    choose(index);
    plot()?.point(index);
  }
  const end = () => series().points.length - 1;
  function onKey(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") return point(null);
    const from = Math.min(chosen() ?? last ?? end(), end());
    const to = pageReached(event.key, from, end()) ?? barReached(event.key, from, end() + 1);
    if (to === null) return;
    event.preventDefault();
    point(to);
  }
  const shown = () => {
    const index = chosen();
    const found = index === null ? undefined : series().points[index];
    const place = index === null ? undefined : plot()?.at(index);
    return found && place ? { words: found.words, ...place } : null;
  };
  return (
    <>
      <section
        data-part="chart"
        data-chart-of="habit-year"
        tabindex="0"
        aria-label="Chart of 12 months"
        onKeyDown={onKey}
        onFocus={(event) =>
          event.currentTarget.matches(":focus-visible") && point(Math.min(last ?? end(), end()))
        }
        onBlur={() => point(null)}
      >
        <div data-part="plot" ref={measure}>
          <div
            role="img"
            aria-label={seriesFinding(props.name, days(), props.today)}
            data-drawn={plot() ? "" : undefined}
            ref={host}
          />
          <output data-part="tip" style={{ "--x": `${shown()?.x ?? 0}px`, "--y": `${shown()?.y ?? 0}px` }}>
            {shown()?.words}
          </output>
        </div>
      </section>
      <Show when={drawing() === "missing"}>
        <p data-quiet>This chart needs the server. Its numbers are below.</p>
      </Show>
      <ul data-ui="legend" data-part="series-legend">
        <li data-series="bar">{isNarrow() ? "minutes of 7 days" : "minutes of a day"}</li>
        <Show when={!isNarrow()}>
          <li data-series="line">average of 7 days</li>
        </Show>
        <Show when={series().goal}>
          {(goal) => (
            <li data-series="goal">
              {props.goal?.kind === "AT_MOST" ? "limit" : "goal"} {goal()} min
            </li>
          )}
        </Show>
      </ul>
    </>
  );
}

function pageReached(key: string, from: number, last: number): number | null {
  if (key === "PageUp") return Math.max(0, from - PAGE_POINTS);
  return key === "PageDown" ? Math.min(last, from + PAGE_POINTS) : null;
}
