// Before the first paint: the colour scheme chosen in this browser. lib/preferences.ts writes the key.
try {
  const scheme = localStorage.getItem("pacekeeper-scheme");
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset.scheme = scheme;
} catch {
  // A browser that keeps nothing for us shows the system's scheme.
}
