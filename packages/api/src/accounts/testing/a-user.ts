import type { User } from "../../generated/prisma/client.ts";

/** A guest's row with the data model's defaults; not in any database. */
export function aUser(more: Partial<User> = {}): User {
  return {
    id: "user 1",
    kind: "GUEST",
    role: "USER",
    email: null,
    emailConfirmedAt: null,
    firstName: "",
    lastName: "",
    timezone: "UTC",
    weekStart: "MONDAY",
    targetMs: 330_000,
    wantsReportEmails: false,
    abandonAfterHours: 4,
    version: 1,
    sequence: 0,
    storedBytes: 0,
    createdAt: new Date(0),
    ...more,
  };
}
