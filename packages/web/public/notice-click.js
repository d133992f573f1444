// Part of the service worker: a press of a notification that it has shown brings a window of the app to the front,
// which goes where the notification says; where none is open, a new one goes there.
self.addEventListener("notificationclick", (event) => {
  const path = event.notification.data?.path ?? "/";
  event.notification.close();
  event.waitUntil(goTo(path));
});

async function goTo(path) {
  const [open] = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (!open) return self.clients.openWindow(path);
  open.postMessage({ openPath: path });
  // A browser that lets nobody come to the front has shown the way all the same.
  return open.focus().catch(() => undefined);
}
