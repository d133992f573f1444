import { randomBytes } from "node:crypto";
import type { Prisma } from "../../generated/prisma/client.ts";
import type { Context } from "../../platform/context.ts";
import { newId } from "../../platform/ids.ts";
import { secretHash } from "./derived-secret.ts";

const DAY_S = 24 * 3600;
const DEVICE_LIFE_S = 400 * DAY_S;
/** Per account: clients that discard cookies would add a device with every login. */
const MOST_DEVICES = 50;

/** The id of this browser among the account's known devices; null when it is not one of them. */
export async function knownDevice(context: Context, userId: string): Promise<string | null> {
  const secret = context.cookie("device");
  if (secret === null) return null;
  const device = await context.db.prisma.knownDevice.findFirst({
    where: { userId, secretHash: secretHash(secret) },
    select: { id: true },
  });
  return device?.id ?? null;
}

/**
 * Makes this browser one of the account's known devices. A browser that several people share keeps the cookie of
 * whoever logged in last.
 */
export async function rememberDevice(
  context: Context,
  prisma: Pick<Prisma.TransactionClient, "knownDevice">,
  userId: string,
): Promise<void> {
  const now = context.now();
  const present = context.cookie("device");
  if (present !== null) {
    const { count } = await prisma.knownDevice.updateMany({
      where: { userId, secretHash: secretHash(present) },
      data: { lastUsedAt: new Date(now) },
    });
    if (count > 0) return void context.setCookie("device", present, DEVICE_LIFE_S);
  }
  const secret = randomBytes(32).toString("base64url");
  // A client without cookies cannot be recognised as a device.
  if (!context.setCookie("device", secret, DEVICE_LIFE_S)) return;
  await prisma.knownDevice.create({
    data: {
      id: newId(now),
      userId,
      secretHash: secretHash(secret),
      createdAt: new Date(now),
      lastUsedAt: new Date(now),
    },
  });
  const beyond = await prisma.knownDevice.findMany({
    where: { userId },
    orderBy: { lastUsedAt: "desc" },
    skip: MOST_DEVICES,
    select: { id: true },
  });
  await prisma.knownDevice.deleteMany({ where: { userId, id: { in: beyond.map(({ id }) => id) } } });
}
