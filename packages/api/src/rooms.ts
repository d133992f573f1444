import { accounts } from "./accounts/room.ts";
import { habits } from "./habits/room.ts";
import { ground } from "./platform/changes/ground.ts";
import type { Room } from "./platform/room.ts";
import { tasks } from "./tasks/room.ts";
import { tracking } from "./tracking/room.ts";

/** Every room of the server, upstream first. */
export const ROOMS: readonly Room[] = [ground, accounts, tracking, tasks, habits];
