import type { User, Weekday } from "../generated/prisma/client.ts";
import { type ChangeContext, makeChange } from "../platform/changes/change.ts";
import { USER_TOPIC } from "../platform/changes/outbox.ts";

/** Changes to a profile; undefined: no change. */
export interface ProfileInput {
  /** Null: none. */
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly timezone?: string | null | undefined;
  readonly weekStart?: Weekday | null | undefined;
  readonly targetSeconds?: number | null | undefined;
  readonly wantsReportEmails?: boolean | null | undefined;
  readonly abandonAfterHours?: number | null | undefined;
}

/** Updates the given fields. A running session keeps the settings it was opened with. */
export async function updateProfile(
  context: ChangeContext<typeof USER_TOPIC>,
  input: ProfileInput,
): Promise<User> {
  const { targetSeconds } = input;
  return makeChange(context, async ({ changed, transaction, userId }) => {
    changed(USER_TOPIC, userId);
    return transaction.user.update({
      where: { id: userId },
      data: {
        ...given("firstName", input.firstName === null ? "" : input.firstName),
        ...given("lastName", input.lastName === null ? "" : input.lastName),
        ...given("timezone", input.timezone),
        ...given("weekStart", input.weekStart),
        ...given("targetMs", targetSeconds == null ? null : Math.round(targetSeconds * 1000)),
        ...given("wantsReportEmails", input.wantsReportEmails),
        ...given("abandonAfterHours", input.abandonAfterHours),
        version: { increment: 1 },
      },
    });
  });
}

function given<Name extends string, Value>(name: Name, value: Value | null | undefined) {
  return value == null ? {} : { [name]: value };
}
