import type { ChangeFeed } from "./change-feed.ts";
import type { PubSub, Topic } from "./pubsub.ts";

/** Maps an outbox topic to the streams of this process that a change must notify. */
export interface RoomTopic {
  /** The topic's name in the outbox. Several rooms may follow the same topic. */
  readonly name: string;
  /** The streams, per person, whose subscribers must read again. */
  readonly tells: readonly ((userId: string) => Topic<"changed">)[];
}

/**
 * Tells this process's subscribers about a person's change, after its commit.
 *
 * @param topic the outbox's topic
 * @param sequence the change's number, so that the change feed does not announce it again; omitted when another process
 * made the change
 */
export type Announce = (userId: string, topic: string, sequence?: number) => void;

/** @param topics the topics of all rooms */
export function createAnnounce(
  topics: readonly RoomTopic[],
  changeFeed: ChangeFeed,
  pubsub: PubSub,
): Announce {
  const told = new Map<string, RoomTopic["tells"]>();
  for (const { name, tells } of topics) told.set(name, [...(told.get(name) ?? []), ...tells]);
  return (userId, topic, sequence) => {
    if (sequence !== undefined) changeFeed.told(userId, topic, sequence);
    for (const tell of told.get(topic) ?? []) pubsub.publish(tell(userId), topic, "changed");
  };
}
