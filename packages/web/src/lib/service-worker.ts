/**
 * Registers the worker that keeps the shell for offline starts; a new version takes over at the next
 * start. Only in a built app, and only where browsers allow it (TLS or localhost).
 */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  addEventListener("load", () => {
    navigator.serviceWorker.register("/sw.js", { scope: "/" }).catch((error: unknown) => {
      console.warn("The app cannot start offline here", error);
    });
  });
}
