import { createSignal } from "solid-js";
import { paths } from "../../lib/paths.ts";
import { propertyOf } from "../../lib/property-of.ts";
import { noticesOn } from "./alert-preferences.ts";

/** `default`: the browser has not been asked; `none`: it knows no notifications here. */
export type NoticePermission = NotificationPermission | "none";

const [permission, setPermission] = createSignal<NoticePermission>(present());

/** What the browser allows; as of the last look at it. */
export { permission };

/** Looks again: somebody may have changed it in the browser's own settings. */
export function lookAtPermission(): void {
  setPermission(present());
}

/** Asks the browser; only ever after a press. @returns what it allows now */
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
 * Shows one system notification; another with the same tag takes its place.
 *
 * @param onClick after this window has been brought to the front
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
    // Phones only let a service worker show one; notice-click.js sends the press of it here.
    const worker = await navigator.serviceWorker?.getRegistration();
    await worker?.showNotification(title, { ...options, data: { path: paths.tasks } });
  }
}

/** Follows a press of what the service worker has shown. Gives back how to stop that. */
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
