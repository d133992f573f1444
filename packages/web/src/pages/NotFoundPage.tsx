import { paths } from "../lib/paths.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Page } from "../ui/Page.tsx";

export default function NotFoundPage() {
  const back = (
    <a data-ui="button" href={paths.today}>
      Go to Today
    </a>
  );
  return (
    <Page name="not-found" title="No such page · Pacekeeper">
      <h1 data-visually="hidden">No such page</h1>
      <EmptyState level={2} title="There is no page at this address" action={back}>
        The address may be mistyped, or its content was deleted.
      </EmptyState>
    </Page>
  );
}
