import { createMemo, createSignal, Index, Show } from "solid-js";
import { type Bar, barAt, barReached } from "./bar-choice.ts";
import { barPath, type VerticalScale } from "./chart-scale.ts";
import { createElementWidth } from "./element-width.ts";

/** What a chart draws at one width. */
export interface ChartPlan {
  readonly height: number;
  /** Width of the axis labels, in pixels. */
  readonly left: number;
  /** A bar's maximum width, in pixels and as a share of its slot. */
  readonly widest: number;
  readonly share: number;
  readonly scale: VerticalScale;
  /** A gridline's label. */
  readonly named: (value: number) => string;
  readonly bars: readonly Bar[];
  /** The target: a line within its band. */
  readonly target?: { readonly at: number; readonly from: number; readonly to: number };
}

interface ChartProps {
  /** Identifies the chart to the style sheet, which reserves its height. */
  readonly of: string;
  /** The accessible name of its region. */
  readonly name: string;
  /** What the chart shows, in one sentence. */
  readonly finding: string;
  /** @param width of the drawing, CSS pixels */
  readonly plan: (width: number) => ChartPlan;
  /** The index of the current period's bar among those drawn at this width; -1: none. */
  readonly now?: (width: number) => number;
}

/**
 * A bar chart drawn at real pixels. The pointer, a finger or, while the chart has focus, the arrow keys show a bar's
 * numbers. The whole chart is a single tab stop.
 */
export function BarChart(props: ChartProps) {
  const [width, measure] = createElementWidth();
  const plan = createMemo(() => props.plan(width()));
  const now = createMemo(() => props.now?.(width()));
  const [chosen, setChosen] = createSignal<number | null>(null);
  let last: number | null = null;
  let drawing: SVGSVGElement | undefined;
  const slot = () => (width() - plan().left) / Math.max(1, plan().bars.length);
  const x = (index: number) => plan().left + index * slot();
  const bar = () => Math.min(plan().widest, slot() * plan().share);
  const y = (value: number) => plan().scale.y(value);
  const shown = () => {
    const index = chosen();
    const found = index === null ? undefined : plan().bars[index];
    return index !== null && found
      ? { words: found.words, x: x(index) + slot() / 2, y: y(found.value) }
      : null;
  };
  const first = () =>
    last ??
    Math.max(
      0,
      plan().bars.findIndex((each) => each.value > 0),
    );

  function choose(index: number | null) {
    if (index !== null) last = index;
    setChosen(index);
  }
  function onPointer(event: PointerEvent) {
    if (!drawing) return;
    const at = event.clientX - drawing.getBoundingClientRect().left - plan().left;
    choose(barAt(at / slot(), plan().bars.length));
  }
  function onKey(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") return choose(null);
    const to = barReached(event.key, chosen() ?? first(), plan().bars.length);
    if (to === null) return;
    event.preventDefault();
    choose(to);
    drawing
      ?.querySelectorAll('[data-part="hit"]')
      [to]?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  return (
    <section
      data-ui="scroll"
      data-part="chart"
      data-chart-of={props.of}
      tabindex="0"
      aria-label={props.name}
      onKeyDown={onKey}
      onFocus={(event) => event.currentTarget.matches(":focus-visible") && choose(first())}
      onBlur={() => choose(null)}
    >
      <div data-part="plot" ref={measure}>
        <Show when={width() > 0}>
          <svg
            data-ui="chart"
            width={width()}
            height={plan().height}
            viewBox={`0 0 ${width()} ${plan().height}`}
            role="img"
            aria-label={props.finding}
            ref={drawing}
            onPointerDown={onPointer}
            onPointerMove={onPointer}
            onPointerLeave={(event) => event.pointerType !== "touch" && choose(null)}
          >
            <Show when={plan().target}>
              {(target) => (
                <rect
                  data-part="band"
                  x={plan().left}
                  width={Math.max(0, width() - plan().left)}
                  y={y(target().to)}
                  height={y(target().from) - y(target().to)}
                />
              )}
            </Show>
            <Index each={plan().scale.lines}>
              {(line) => (
                <>
                  <line
                    data-part={line().value === 0 ? "base" : "grid"}
                    x1={plan().left}
                    x2={width()}
                    y1={line().y}
                    y2={line().y}
                  />
                  <text x={plan().left - 8} y={line().y + 4} text-anchor="end">
                    {line().value === 0 ? "0" : plan().named(line().value)}
                  </text>
                </>
              )}
            </Index>
            <Index each={plan().bars}>
              {(each, index) => (
                <g data-part="hit" data-chosen={chosen() === index || undefined}>
                  <rect
                    x={x(index)}
                    y={y(plan().scale.top)}
                    width={slot()}
                    height={y(0) - y(plan().scale.top)}
                    fill="transparent"
                  />
                  <path
                    data-part="bar"
                    data-tone={each().tone}
                    data-now={now() === index || undefined}
                    d={barPath(x(index) + (slot() - bar()) / 2, bar(), y(0), y(each().value))}
                  />
                  <Show when={each().above}>
                    {(words) => (
                      <text
                        data-part="value"
                        x={x(index) + slot() / 2}
                        y={y(each().value) - 5}
                        text-anchor="middle"
                      >
                        {words()}
                      </text>
                    )}
                  </Show>
                  <text x={x(index) + slot() / 2} y={plan().height - 5} text-anchor="middle">
                    {each().name}
                  </text>
                </g>
              )}
            </Index>
            <Show when={plan().target}>
              {(target) => (
                <line
                  data-part="target"
                  x1={plan().left}
                  x2={width()}
                  y1={y(target().at)}
                  y2={y(target().at)}
                />
              )}
            </Show>
          </svg>
        </Show>
        <Tip words={shown()?.words ?? ""} x={shown()?.x ?? 0} y={shown()?.y ?? 0} />
      </div>
    </section>
  );
}

/**
 * A bar's numbers above it. Always rendered, so that screen readers announce its changes. Its position is set by
 * script: the content security policy forbids style attributes in markup.
 */
function Tip(props: { readonly words: string; readonly x: number; readonly y: number }) {
  return (
    <output data-part="tip" style={{ "--x": `${props.x}px`, "--y": `${props.y}px` }}>
      {props.words}
    </output>
  );
}
