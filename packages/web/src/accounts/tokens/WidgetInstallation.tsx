import { CopyField } from "../../ui/CopyField.tsx";

/** The two ways to install the widget: a userscript, or one line of HTML in one's own page. */
export function WidgetInstallation() {
  const line = `<script src="${location.origin}/widget.js" async></script>`;
  return (
    <ul data-part="rows" data-kind="installation">
      <li>
        <span>
          <b>On raterhub.com</b>
          <small>Needs a userscript manager in this browser, such as Tampermonkey or Violentmonkey.</small>
        </span>
        {/* External: the server serves it, not the router. */}
        <a data-ui="button" href="/widget.user.js" rel="external">
          Install the userscript
        </a>
      </li>
      <li>
        <span>
          <b>On your own page</b>
          <small>
            Add this line to it. Connect works on any https page. A pasted code also needs the page’s origin
            in ALLOWED_ORIGINS.
          </small>
        </span>
        <CopyField label="Line for a page" text={line} />
      </li>
    </ul>
  );
}
