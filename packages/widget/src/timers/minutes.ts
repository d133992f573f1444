import { part } from "./parts.ts";

const MOST_MINUTES = 24 * 60;

/** Asks in place how long a timer shall run. */
export interface Minutes {
  readonly element: HTMLElement;
  /** Takes the focus, with the last answer. */
  ask(): void;
}

/**
 * @param answered is called with a length in seconds
 * @param cancelled is called at Escape
 */
export function createMinutes(answered: (seconds: number) => void, cancelled: () => void): Minutes {
  const field = part("input", "minutes");
  const go = part("button", "go", "Start");
  const element = part("form", "ask", field, go);
  field.type = "number";
  field.inputMode = "decimal";
  field.min = "0.1";
  field.max = `${MOST_MINUTES}`;
  field.step = "any";
  field.required = true;
  field.placeholder = field.ariaLabel = "Minutes";
  element.hidden = true;
  // The browser itself says what is wrong with the number.
  element.onsubmit = (event) => {
    event.preventDefault();
    answered(field.valueAsNumber * 60);
  };
  element.onkeydown = ({ key }) => {
    if (key === "Escape") cancelled();
  };
  return {
    element,
    ask() {
      element.hidden = false;
      field.focus();
      field.select();
    },
  };
}
