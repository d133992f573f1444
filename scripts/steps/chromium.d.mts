// For playwright.config.ts; the meaning stands in chromium.mjs.
export declare const chromiumAdvice: string;
export declare function findChromium(env?: NodeJS.ProcessEnv): string | null;
export declare function findHeadlessShell(env?: NodeJS.ProcessEnv): string | null;
