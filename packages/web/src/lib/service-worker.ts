/**
 * Registers the service worker that caches the shell for offline starts. A new version takes over at the next
 * start. Only in a production build, and only where browsers allow it (TLS or localhost).
 */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  addEventListener("load", () => {
    navigator.serviceWorker.register("/sw.js", { scope: "/" }).catch((error: unknown) => {
      console.warn("Could not register the service worker; the app cannot start offline", error);
    });
  });
}
