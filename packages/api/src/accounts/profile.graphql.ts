import { isTimeZone } from "@pacekeeper/domain/time/zones";
import { z } from "zod";
import { asViewer } from "../platform/changes/change.ts";
import { InvalidInputError } from "../platform/errors.ts";
import { VersionConflict } from "../platform/failures.ts";
import { notNull } from "../platform/input-issues.ts";
import { expectedVersion, mutation } from "../platform/mutation.graphql.ts";
import { lineRule } from "../platform/text.ts";
import "./errors.graphql.ts";
import { updateProfile } from "./profile.ts";
import { UserType, Weekday } from "./user.graphql.ts";

/** A first or last name. */
export const personNameRule = lineRule({ most: 100 });
const target = "Between 1 second and 24 hours, in seconds.";
const hours = "A whole number of hours from 1 to 24.";
export const timezoneRule = z.string().refine(isTimeZone, {
  message: "Not a time zone. Use an IANA name such as Europe/Berlin or America/New_York.",
  params: { code: "UNKNOWN_VALUE" },
});

mutation("updateProfile", {
  description: "Changes the viewer's own profile.",
  access: { anyScope: ["WRITE"] },
  input: {
    description: "What to change; omitted fields stay as they are.",
    argument: "What to change.",
    fields: (t) => ({
      firstName: t.string({ description: "At most 100 characters; null or empty: none." }),
      lastName: t.string({ description: "At most 100 characters; null or empty: none." }),
      timezone: t.string({
        description: "IANA name. A change regroups past days; sessions keep their time zone.",
      }),
      weekStart: t.field({ type: Weekday, description: "The first day of the week." }),
      targetSeconds: t.float({
        description: "Target per question, 1–86,400 s, for sessions opened from now on.",
      }),
      wantsReportEmails: t.boolean({ description: "Whether reports are mailed." }),
      abandonAfterHours: t.int({ description: "1–24, for sessions opened from now on." }),
      expectedVersion: expectedVersion(t, "profile"),
    }),
    rules: {
      firstName: personNameRule.nullish(),
      lastName: personNameRule.nullish(),
      timezone: timezoneRule.optional(),
      weekStart: notNull,
      targetSeconds: z.number().min(1, target).max(86_400, target).optional(),
      wantsReportEmails: notNull,
      abandonAfterHours: z.number().int(hours).min(1, hours).max(24, hours).optional(),
      expectedVersion: notNull,
    },
  },
  errors: [InvalidInputError, VersionConflict],
  resolve: async (input, context) => {
    const user = await updateProfile(asViewer(context), input);
    context.forgetCredential(user.id);
    return { user };
  },
  payload: {
    description: "The updated profile.",
    fields: (t) => ({
      user: t.expose("user", { type: UserType, description: "The user with the profile." }),
    }),
  },
});
