import { formatDuration } from "@pacekeeper/domain/time/duration";
import { useNavigate, useParams } from "@solidjs/router";
import { createMemo, Match, Show, Switch } from "solid-js";
import { useServices } from "../lib/data/services.ts";
import { paths } from "../lib/paths.ts";
import { dateOf, longDate } from "../lib/time/local-time.ts";
import { useLive } from "../tracking/live/live-context.ts";
import { liveTitle } from "../tracking/live/live-title.ts";
import { inBand, QuestionChart } from "../tracking/session/QuestionChart.tsx";
import { QuestionsTable } from "../tracking/session/QuestionsTable.tsx";
import { SessionMenu } from "../tracking/session/SessionMenu.tsx";
import { SessionStats } from "../tracking/session/SessionStats.tsx";
import { createSessionChanges } from "../tracking/session/session-changes.ts";
import { followSession, type Session } from "../tracking/session/session-query.ts";
import { sessionLine, sessionName } from "../tracking/session/session-words.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { FaultNotice } from "../ui/FaultNotice.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Page, PageHead } from "../ui/Page.tsx";
import "../tracking/session/session.css";

/** One session: its stats, and its questions as a chart and a table. */
export default function SessionPage() {
  const params = useParams<{ id: string }>();
  const services = useServices();
  const live = useLive();
  const navigate = useNavigate();
  const id = () => decodeURIComponent(params.id);
  const followed = followSession(id);
  const changes = createSessionChanges(live);
  const questions = createMemo(() =>
    followed.questions.filter((question) => !changes.isLeaving(question.id)),
  );
  const title = () => {
    const session = followed.session;
    const own = session ? `Session ${sessionName(session)}` : "Session";
    return liveTitle(live, services.ticker.now()) ?? `${own} · Pacekeeper`;
  };
  const dayPath = () => {
    const session = followed.session;
    return session ? dayOfSession(session, services.clock.now()) : paths.today;
  };
  async function remove(session: Session) {
    const back = dayPath();
    if (await changes.deleteSession(session.id, sessionName(session))) navigate(back);
  }
  return (
    <Page name="session" title={title()}>
      <a data-part="backlink" href={dayPath()}>
        <Icon name="back" small />
        {dayPath() === paths.today ? "Today" : "The day"}
      </a>
      <Switch fallback={<h1 data-visually="hidden">Session</h1>}>
        <Match when={followed.session}>
          {(session) => (
            <>
              <PageHead
                title={sessionName(session())}
                end={
                  <div data-part="daynav">
                    <SessionMenu
                      removed={session().removedQuestions}
                      onRestore={(question) => void changes.restoreQuestion(question)}
                      onDelete={() => void remove(session())}
                    />
                  </div>
                }
              >
                {sessionLine(session(), longDate(dateOf(session().startedAt)), session().targetSeconds)}
              </PageHead>
              <Show when={services.connection.state() !== "offline" && followed.fault}>
                {(fault) => <FaultNotice fault={fault()} onRetry={followed.refetch} />}
              </Show>
              <SessionStats session={session()} inBand={inBand(questions())} />
              <Questions
                targetSeconds={
                  session().questionCount ? session().averageTargetSeconds : session().targetSeconds
                }
                questions={questions()}
                onRemove={(question) => void changes.removeQuestion(question)}
              />
            </>
          )}
        </Match>
        <Match when={followed.session === null}>
          <h1 data-visually="hidden">Session</h1>
          <EmptyState
            level={2}
            title="There is no such session"
            action={
              <a data-ui="button" href={paths.today}>
                Go to Today
              </a>
            }
          >
            It was deleted, or it belongs to someone else.
          </EmptyState>
        </Match>
        <Match when={followed.fault}>
          {(fault) => (
            <>
              <h1 data-visually="hidden">Session</h1>
              <FaultNotice fault={fault()} onRetry={followed.refetch} />
            </>
          )}
        </Match>
      </Switch>
    </Page>
  );
}

function Questions(props: {
  readonly targetSeconds: number;
  readonly questions: Parameters<typeof QuestionsTable>[0]["questions"];
  readonly onRemove: Parameters<typeof QuestionsTable>[0]["onRemove"];
}) {
  return (
    <>
      <section data-ui="card" aria-labelledby="dur-h">
        <header>
          <h2 id="dur-h">Question by question</h2>
          <ul data-ui="legend">
            <li data-kind="fast">Too fast</li>
            <li data-kind="on-target">In the band</li>
            <li data-kind="slow">Slow</li>
          </ul>
        </header>
        <QuestionChart questions={props.questions} targetSeconds={props.targetSeconds} />
      </section>
      <section data-ui="card" data-flush aria-labelledby="q-h">
        <header>
          <h2 id="q-h">Questions</h2>
          <ul data-ui="legend">
            <li data-kind="on-target">Active</li>
            <li data-kind="pause">Paused</li>
            <li data-kind="target">Target {formatDuration(props.targetSeconds * 1000)}</li>
          </ul>
        </header>
        <Show
          when={props.questions.length > 0}
          fallback={
            <EmptyState title="No questions yet">The first one closes when you press Next.</EmptyState>
          }
        >
          <QuestionsTable questions={props.questions} onRemove={props.onRemove} />
        </Show>
      </section>
    </>
  );
}

function dayOfSession(session: Session, now: number): string {
  const date = dateOf(session.startedAt);
  return date === dateOf(now) ? paths.today : paths.day(date);
}
