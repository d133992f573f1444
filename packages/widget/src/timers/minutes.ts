import { part } from "./parts.ts";

const MOST_MINUTES = 24 * 60;

/** An inline form that asks how long a timer should run. */
export interface Minutes {
  readonly element: HTMLElement;
  /** Shows the form and focuses its field, with the last value selected. */
  ask(): void;
}

/**
 * @param answered called with a length in seconds
 * @param cancelled called on Escape
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
  // The browser validates the number.
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
