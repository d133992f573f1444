// Paths on a grid of 24: the product's mark (a heart with clock hands cut out) and the strokes of the icons.
export const HEART =
  "M12 21C6 17 2 14 2 9a5 5 0 0 1 10-3 5 5 0 0 1 10 3c0 5-4 8-10 12zM11 8v6l4 2 1-2-3-1V8z";
export const NEXT = "M5 5l9 7-9 7zM19 5v14";
export const PAUSE = "M8 5v14M16 5v14";
export const RESUME = "M7 5l12 7-12 7z";
export const UNDO = "M8 5L4 9l4 4M4 9h10a6 6 0 0 1 0 12h-3";
export const EXIT = "M6 6h12v12H6z";
export const CLOSE = "M6 6l12 12M18 6L6 18";
export const MORE = "M5 12h.01M12 12h.01M19 12h.01";
export const LINK = "M10 14l4-4M8 11l-2 2a4 4 0 0 0 5 5l2-2M11 8l2-2a4 4 0 0 1 5 5l-2 2";
