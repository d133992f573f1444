declare global {
  /** What a userscript manager grants, by the names of the Greasemonkey interface; nothing on an ordinary page. */
  const GM: {
    getValue(name: string): Promise<string | null | undefined>;
    setValue(name: string, value: string): Promise<void>;
    /** A request that the page's content security policy does not bind. */
    xmlHttpRequest(request: object): unknown;
  };
  /** Set by the build in a file for one place only; undefined in the file that runs in both. */
  const __USERSCRIPT__: boolean | undefined;
}

/** Whether a userscript manager runs this code. Each built file leaves out what it never needs. */
export const isUserscript = __USERSCRIPT__ ?? typeof GM === "object";
