import { createSignal } from "solid-js";
import { paths } from "../../lib/paths.ts";
import { propertyOf } from "../../lib/property-of.ts";
import { noticesOn } from "./alert-preferences.ts";

/** `default`: the browser has not been asked; `none`: notifications are not available here. */
export type NoticePermission = NotificationPermission | "none";

const [permission, setPermission] = createSignal<NoticePermission>(present());

/** The browser's permission when it was last checked. */
export { permission };

/** Checks the permission again, because it may have changed in the browser's settings. */
export function lookAtPermission(): void {
  setPermission(present());
}

/** Asks the browser; call it only in response to a press. @returns the permission now */
export async function askForPermission(): Promise<NoticePermission> {
  if (present() === "default") await Notification.requestPermission();
  lookAtPermission();
  return permission();
}

/** Whether a notification would be shown. */
export function canNotify(): boolean {
  return noticesOn() && present() === "granted";
}

/**
 * Shows a system notification; another one with the same tag replaces it.
 *
 * @param onClick called after a click has focused this window
 */
export async function notify(title: string, body: string, tag: string, onClick: () => void): Promise<void> {
  const options = { body, tag, icon: "/icons/icon-192.png" };
  try {
    const notice = new Notification(title, options);
    notice.onclick = () => {
      window.focus();
      notice.close();
      onClick();
    };
  } catch {
    // Phones let only a service worker show notifications; notice-click.js forwards the click to this page.
    const worker = await navigator.serviceWorker?.getRegistration();
    await worker?.showNotification(title, { ...options, data: { path: paths.tasks } });
  }
}

/** Handles clicks on notifications that the service worker has shown. @returns a function that stops this */
export function followNoticeClicks(open: (path: string) => void): () => void {
  const worker: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  const onMessage = ({ data }: MessageEvent) => {
    const path = propertyOf(data, "openPath");
    if (typeof path === "string") open(path);
  };
  worker?.addEventListener("message", onMessage);
  return () => worker?.removeEventListener("message", onMessage);
}

function present(): NoticePermission {
  return typeof Notification === "undefined" ? "none" : Notification.permission;
}
