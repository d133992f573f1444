import type { User, Weekday } from "../generated/prisma/client.ts";
import { type ChangeContext, makeChange } from "../platform/changes/change.ts";
import { refuseOtherVersion } from "../platform/changes/expected-version.ts";
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
  /** The version that the change was made from; omitted: any. */
  readonly expectedVersion?: number | null | undefined;
}

/**
 * Updates the given fields. A running session keeps the settings it was opened with. Setting the present values changes
 * nothing.
 *
 * @throws VersionConflict
 */
export async function updateProfile(
  context: ChangeContext<typeof USER_TOPIC>,
  input: ProfileInput,
): Promise<User> {
  return makeChange(context, async ({ changed, transaction, userId }) => {
    const user = await transaction.user.findUniqueOrThrow({ where: { id: userId } });
    const data = changesTo(user, input);
    if (Object.keys(data).length === 0) return user;
    refuseOtherVersion("User", user, input.expectedVersion ?? undefined);
    const isRedated = "timezone" in data || "weekStart" in data;
    changed(USER_TOPIC, userId, isRedated ? "REDATED" : "CHANGED");
    return transaction.user.update({ where: { id: userId }, data: { ...data, version: { increment: 1 } } });
  });
}

/** The columns that the input gives other values. */
function changesTo(user: User, input: ProfileInput): Partial<User> {
  const { targetSeconds } = input;
  const data: Partial<User> = {
    ...given("firstName", input.firstName === null ? "" : input.firstName),
    ...given("lastName", input.lastName === null ? "" : input.lastName),
    ...given("timezone", input.timezone),
    ...given("weekStart", input.weekStart),
    ...given("targetMs", targetSeconds == null ? null : Math.round(targetSeconds * 1000)),
    ...given("wantsReportEmails", input.wantsReportEmails),
    ...given("abandonAfterHours", input.abandonAfterHours),
  };
  const changed = Object.entries(data).filter(([name, value]) => user[name as keyof User] !== value);
  return Object.fromEntries(changed);
}

function given<Name extends string, Value>(name: Name, value: Value | null | undefined) {
  return value == null ? {} : { [name]: value };
}
