import type { ChangeFeed } from "./change-feed.ts";
import type { PubSub, Topic } from "./pubsub.ts";

/** Who is told when something of a person's has changed: streams of this process, by the outbox's topic. */
export interface RoomTopic {
  /** The topic as it stands in the outbox. Several rooms may follow the same one. */
  readonly name: string;
  /** Families of topics whose subscribers read anew. */
  readonly tells: readonly ((userId: string) => Topic<"changed">)[];
}

/**
 * Tells this process's subscribers of a person's change, after its commit.
 *
 * @param topic the outbox's
 * @param sequence the change's number, so that it is not told again; left out where another process made it
 */
export type Announce = (userId: string, topic: string, sequence?: number) => void;

/** @param topics of all rooms */
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
