// Types for playwright.config.ts; chromium.mjs has the documentation.
export declare const chromiumAdvice: string;
export declare function findChromium(env?: NodeJS.ProcessEnv): string | null;
export declare function findHeadlessShell(env?: NodeJS.ProcessEnv): string | null;
