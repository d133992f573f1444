import { For } from "solid-js";

type Piece = readonly [kind: "fill" | "gap", x: number, width: number];

/** Nine questions as pieces between pauses; width is time. */
const QUESTIONS: readonly (readonly Piece[])[] = [
  [
    ["fill", 0, 78],
    ["fill", 80, 122],
  ],
  [
    ["fill", 0, 116],
    ["gap", 119, 39],
    ["fill", 161, 204],
  ],
  [
    ["fill", 0, 177],
    ["fill", 179, 169],
  ],
  [
    ["fill", 0, 77],
    ["fill", 79, 139],
  ],
  [
    ["fill", 0, 138],
    ["gap", 141, 36],
    ["fill", 179, 124],
  ],
  [
    ["fill", 0, 124],
    ["fill", 126, 148],
  ],
  [
    ["fill", 0, 186],
    ["fill", 188, 86],
  ],
  [
    ["fill", 0, 69],
    ["gap", 72, 30],
    ["fill", 105, 137],
  ],
  [
    ["fill", 0, 197],
    ["fill", 199, 93],
  ],
];
const STEP = 34;

/** A drawing of the product's idea: questions against their target. */
export function DoorArt() {
  return (
    <svg data-part="art" viewBox="0 -14 420 312" aria-hidden="true">
      <For each={QUESTIONS}>
        {(pieces, row) => (
          <g>
            <rect data-a="track" x="0" y={row() * STEP} width="420" height="12" rx="4" />
            <For each={pieces}>
              {([kind, x, width]) => (
                <rect data-a={kind} x={x} y={row() * STEP} width={width} height="12" rx="4" />
              )}
            </For>
          </g>
        )}
      </For>
      <path d="M296 -14V298" />
    </svg>
  );
}
