import { formatDuration } from "@pacekeeper/domain/time/duration";
import { Stat } from "../../ui/Stat.tsx";
import { paceTitle } from "../pace-words.ts";
import type { Session } from "./session-query.ts";

/** A session's stats. @param props.inBand how many questions are in the target band */
export function SessionStats(props: { readonly session: Session; readonly inBand: number }) {
  const seconds = (value: number) => formatDuration(value * 1000);
  return (
    <dl data-ui="stats" data-cols="4">
      <Stat
        label="Questions"
        value={props.session.questionCount}
        note={`${props.inBand} in the target band`}
      />
      <Stat
        label="Active"
        value={seconds(props.session.activeSeconds)}
        note={`raw ${seconds(props.session.rawSeconds)}`}
      />
      <Stat
        label="Average"
        value={
          props.session.averageActiveSeconds === null ? "–" : seconds(props.session.averageActiveSeconds)
        }
        note={`target ${seconds(props.session.averageTargetSeconds)}`}
      />
      <Stat
        label="Pace"
        value={
          <>
            <span data-emoji aria-hidden="true">
              {props.session.pace.emoji}
            </span>{" "}
            {props.session.pace.score}
          </>
        }
        note={paceTitle(props.session.pace)}
      />
    </dl>
  );
}
