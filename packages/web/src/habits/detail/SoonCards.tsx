import { createEffect, For, type JSX, on } from "solid-js";
import { HabitSoonDocument, type SoonRowFragment } from "../../generated/graphql.ts";
import { counted } from "../../lib/count-words.ts";
import { followWholeList } from "../../lib/data/lists/follow-whole-list.ts";
import { aboutWords } from "../about-words.ts";
import { colourOf } from "../habit-words.ts";
import { useHabits } from "../habits-context.ts";
import { LogButton } from "../logs/LogButton.tsx";
import { EnoughSoon } from "./EnoughSoon.tsx";

/** A card for each habit that has logs but no averages yet, except the habit whose details are shown. */
export function SoonCards(): JSX.Element {
  const { chosen, revision, today } = useHabits();
  const query = followWholeList(
    HabitSoonDocument,
    () => ({}),
    ({ viewer }) => viewer?.habits,
  );
  createEffect(on([revision, today], () => query.refetch(), { defer: true }));
  const soon = () =>
    (query.rows ?? []).filter(
      ({ firstLoggedOn, id, week }) => firstLoggedOn !== null && !week.hasEnoughData && id !== chosen(),
    );
  return <For each={soon()}>{(habit) => <SoonCard habit={habit} />}</For>;
}

function SoonCard(props: { readonly habit: SoonRowFragment }) {
  const { today } = useHabits();
  const heading = () => `soon-${props.habit.id}`;
  return (
    <section data-ui="card" aria-labelledby={heading()} style={{ "--habit": colourOf(props.habit) }}>
      <header>
        <div data-part="habit-title">
          <h2 id={heading()}>{props.habit.name}</h2>
          <p>{aboutWords(props.habit, today())}</p>
        </div>
        <LogButton habit={props.habit} />
      </header>
      <EnoughSoon stats={props.habit.week} until={untilThen(props.habit.week)} />
    </section>
  );
}

/** "45 minutes on 2 days". */
function untilThen({ daily, totalMinutes }: SoonRowFragment["week"]): string {
  const days = daily.filter(({ minutes }) => minutes > 0).length;
  return `${counted(totalMinutes, "minute")} on ${counted(days, "day")}`;
}
