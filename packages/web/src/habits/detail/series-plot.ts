import uPlot from "uplot";
import { verticalScale } from "../../ui/chart-scale.ts";
import { minutesWords } from "../habit-words.ts";
import type { SeriesColours } from "./series-colours.ts";
import type { Series } from "./year-series.ts";
import "./year-series.css";

/** A drawn series of many points. */
export interface SeriesPlot {
  /** @param width in CSS pixels, including the axis */
  resize(width: number): void;
  draw(series: Series): void;
  /** Redraws the same data, for example after the colours changed. */
  redraw(): void;
  /** The position of a point, in CSS pixels from the plot's top left corner. */
  at(index: number): { readonly x: number; readonly y: number };
  /** Shows the cursor line at a point; null hides it. */
  point(index: number | null): void;
  destroy(): void;
}

interface PlotOptions {
  readonly width: number;
  readonly height: number;
  readonly series: Series;
  readonly colours: () => SeriesColours;
  /** Called when the pointer is over a point; null when it leaves. */
  readonly onPoint: (index: number | null) => void;
}

const STEPS = [5, 10, 15, 20, 30, 60, 120, 240];
const LEFT = 56;
const BOTTOM = 24;
const TOP = 10;
/** Minimum pixels between two labels below the axis; any closer and they would touch. */
const NAME_PX = 34;

/** Draws a series into an element: bars for the values, a line for the average, dashes for the goal. */
export function drawSeries(host: HTMLElement, options: PlotOptions): SeriesPlot {
  let { series } = options;
  const font = `12px ${getComputedStyle(host).fontFamily}`;
  const largest = () => Math.max(1, series.goal ?? 0, ...series.points.map(({ value }) => value));
  const scale = () => verticalScale({ largest: largest(), steps: STEPS, most: 4, from: 1, to: 0 });
  const gap = (plot: uPlot) => (plot.width - LEFT) / Math.max(1, series.points.length);
  const { colours } = options;
  let isPointed = false;

  const plot = new uPlot(
    {
      width: options.width,
      height: options.height,
      padding: [TOP, 0, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false, setScale: false } },
      scales: {
        x: { time: false, range: () => [-0.5, series.points.length - 0.5] },
        y: { range: () => [0, scale().top] },
      },
      axes: [
        {
          size: BOTTOM,
          gap: 6,
          font,
          stroke: () => colours().text,
          grid: { show: false },
          ticks: { show: false },
          splits: (self) => named(series, gap(self)).map(({ at }) => at),
          values: (self) => named(series, gap(self)).map(({ name }) => name),
        },
        {
          size: LEFT,
          gap: 8,
          font,
          stroke: () => colours().text,
          grid: { stroke: () => colours().grid, width: 1 },
          ticks: { show: false },
          splits: () => scale().lines.map(({ value }) => value),
          values: (_, splits) => splits.map((value) => (value === 0 ? "0" : minutesWords(value))),
        },
      ],
      series: [
        {},
        {
          stroke: () => colours().bar,
          fill: () => colours().bar,
          width: 0,
          alpha: 0.45,
          points: { show: false },
          ...(uPlot.paths.bars ? { paths: uPlot.paths.bars({ size: [0.8, 14] }) } : {}),
        },
        { stroke: () => colours().line, width: 1.75, points: { show: false }, spanGaps: false },
      ],
      hooks: {
        draw: [(self) => drawGoal(self, series.goal, colours())],
        setCursor: [(self) => !isPointed && options.onPoint(self.cursor.idx ?? null)],
      },
    },
    dataOf(series),
    host,
  );
  return {
    resize: (width) => plot.setSize({ width, height: options.height }),
    draw(next) {
      series = next;
      plot.setData(dataOf(next));
    },
    redraw: () => plot.redraw(false, true),
    at: (index) => ({
      x: LEFT + plot.valToPos(index, "x"),
      y: TOP + plot.valToPos(series.points[index]?.value ?? 0, "y"),
    }),
    point(index) {
      isPointed = true;
      plot.setCursor(index === null ? AWAY : { left: plot.valToPos(index, "x"), top: 0 });
      isPointed = false;
    },
    destroy: () => plot.destroy(),
  };
}

const AWAY = { left: -10, top: -10 };

function dataOf({ points }: Series): uPlot.AlignedData {
  return [
    points.map((_, index) => index),
    points.map(({ value }) => value),
    points.map(({ average }) => average),
  ];
}

/** The labels that fit below the axis; the latest is always among them. @param gap pixels between two points */
function named({ marks }: Series, gap: number): Series["marks"] {
  const [first, second] = marks;
  const apart = first && second ? (second.at - first.at) * gap : NAME_PX;
  const every = Math.max(1, Math.ceil(NAME_PX / Math.max(1, apart)));
  return marks.filter((_, index) => (marks.length - 1 - index) % every === 0);
}

function drawGoal(plot: uPlot, goal: number | null, colours: SeriesColours): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const y = (value: number) => plot.valToPos(value, "y", true);
  const line = (value: number, colour: string, dashes: readonly number[]) => {
    ctx.save();
    ctx.strokeStyle = colour;
    ctx.lineWidth = ratio;
    ctx.setLineDash(dashes.map((length) => length * ratio));
    ctx.beginPath();
    ctx.moveTo(bbox.left, y(value));
    ctx.lineTo(bbox.left + bbox.width, y(value));
    ctx.stroke();
    ctx.restore();
  };
  line(0, colours.base, []);
  if (goal !== null && goal > 0) line(goal, colours.goal, [2, 4]);
}
