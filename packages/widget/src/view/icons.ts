// Paths on a grid of 24: the product's mark, a heart with a clock's hands cut out, and the icons' strokes.
export const HEART =
  "M12 21.4C6.4 17.7 2.3 14 2.3 9.3 2.3 6 4.7 3.8 7.5 3.8c1.9 0 3.5 1 4.5 2.5C13 4.7 14.6 3.8 16.5 3.8c2.8 0 5.3 2.3 5.3 5.5 0 4.7-4.1 8.4-9.8 12.1zM11 8v5.6l3.7 2.2 1-1.6L13 12.6V8z";
export const NEXT = "M5 5l9 7-9 7zM19 5v14";
export const PAUSE = "M8 5v14M16 5v14";
export const RESUME = "M7 5l12 7-12 7z";
export const UNDO = "M8 5L4 9l4 4M4 9h10a6 6 0 0 1 0 12h-3";
export const EXIT = "M6 6h12v12H6z";
export const CLOSE = "M6 6l12 12M18 6L6 18";
export const MORE = "M5 12h.01M12 12h.01M19 12h.01";
export const LINK = "M10 14l4-4M8 11l-2.5 2.5a3.5 3.5 0 0 0 5 5L13 16M11 8l2.5-2.5a3.5 3.5 0 0 1 5 5L16 13";
