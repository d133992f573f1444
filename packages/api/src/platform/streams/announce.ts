import type { ChangeFeed } from "./change-feed.ts";
import type { PubSub, Topic } from "./pubsub.ts";

/** Maps an outbox topic to the streams of this process that a change must notify. */
export interface RoomTopic {
  /** The topic's name in the outbox. Several rooms may follow the same topic. */
  readonly name: string;
  /** The streams, per person, whose subscribers must read again. */
  readonly publishes: readonly ((userId: string) => Topic<"changed">)[];
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
  const streams = new Map<string, RoomTopic["publishes"]>();
  for (const { name, publishes } of topics) streams.set(name, [...(streams.get(name) ?? []), ...publishes]);
  return (userId, topic, sequence) => {
    if (sequence !== undefined) changeFeed.announced(userId, topic, sequence);
    for (const streamOf of streams.get(topic) ?? []) pubsub.publish(streamOf(userId), topic, "changed");
  };
}
