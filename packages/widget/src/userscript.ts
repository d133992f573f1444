declare global {
  /** The Greasemonkey API that a userscript manager grants; undefined on an ordinary page. */
  const GM: {
    getValue(name: string): Promise<string | null | undefined>;
    setValue(name: string, value: string): Promise<void>;
    /** A request that is not subject to the page's content security policy. */
    xmlHttpRequest(request: object): unknown;
  };
  /** Set by the build in a file for one environment only; undefined in the file that runs in both. */
  const __USERSCRIPT__: boolean | undefined;
}

/** Whether a userscript manager runs this code. Each built file omits the code that it never needs. */
export const isUserscript = __USERSCRIPT__ ?? typeof GM === "object";
