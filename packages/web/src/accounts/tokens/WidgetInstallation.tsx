import { CopyField } from "../../ui/CopyField.tsx";

/** The two ways in which the widget comes to a page: a userscript, and one line in a page of one's own. */
export function WidgetInstallation() {
  const line = `<script src="${location.origin}/widget.js" async></script>`;
  return (
    <ul data-part="rows" data-kind="installation">
      <li>
        <span>
          <b>On raterhub.com</b>
          <small>Needs a userscript manager in this browser, such as Tampermonkey or Violentmonkey.</small>
        </span>
        {/* External: the server answers it, the app has no such page. */}
        <a data-ui="button" href="/widget.user.js" rel="external">
          Install the userscript
        </a>
      </li>
      <li>
        <span>
          <b>On a page of your own</b>
          <small>Put this line into it. The server’s ALLOWED_ORIGINS must name the page’s origin.</small>
        </span>
        <CopyField label="Line for a page" text={line} />
      </li>
    </ul>
  );
}
