import { onGuestClaimed } from "./accounts/registration/guest-claim.ts";
import { accounts } from "./accounts/room.ts";
import { habits } from "./habits/room.ts";
import { platform } from "./platform/platform-room.ts";
import type { Room } from "./platform/room.ts";
import { tasks } from "./tasks/room.ts";
import { tracking } from "./tracking/room.ts";

/** Every room of the server, upstream first. */
export const ROOMS: readonly Room[] = [platform, accounts, tracking, tasks, habits];

for (const { claim } of ROOMS) if (claim) onGuestClaimed(claim);

/** All rate limits, for the configuration. */
export const RATE_LIMITS = ROOMS.flatMap(({ rateLimits = [] }) => rateLimits);
