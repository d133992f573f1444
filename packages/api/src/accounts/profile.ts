import type { User, Weekday } from "../generated/prisma/client.ts";
import { appendToOutbox, USER_TOPIC } from "../platform/changes/outbox.ts";
import type { DatabaseHandle } from "../platform/context.ts";

/** Changes to a profile; undefined or null: no change. */
export interface ProfileInput {
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly timezone?: string | null | undefined;
  readonly weekStart?: Weekday | null | undefined;
  readonly targetSeconds?: number | null | undefined;
  readonly wantsReportEmails?: boolean | null | undefined;
  readonly abandonAfterHours?: number | null | undefined;
}

/** Updates the given fields. A running session keeps the settings it was opened with. */
export async function updateProfile(db: DatabaseHandle, userId: string, input: ProfileInput): Promise<User> {
  const { targetSeconds } = input;
  return db.prisma.$transaction(async (transaction) => {
    const user = await transaction.user.update({
      where: { id: userId },
      data: {
        ...given("firstName", input.firstName),
        ...given("lastName", input.lastName),
        ...given("timezone", input.timezone),
        ...given("weekStart", input.weekStart),
        ...given("targetMs", targetSeconds == null ? null : Math.round(targetSeconds * 1000)),
        ...given("wantsReportEmails", input.wantsReportEmails),
        ...given("abandonAfterHours", input.abandonAfterHours),
        version: { increment: 1 },
        sequence: { increment: 1 },
      },
    });
    const { sequence } = user;
    await appendToOutbox(transaction, userId, sequence, [{ topic: USER_TOPIC, subjectId: userId }]);
    return user;
  });
}

function given<Name extends string, Value>(name: Name, value: Value | null | undefined) {
  return value == null ? {} : { [name]: value };
}
