import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { listenTo } from "../../platform/database/notifications.ts";
import { viewerByLogin } from "../../platform/viewer.ts";
import { aChangeContext } from "../../testing/change-context.ts";
import { aTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { updateProfile } from "../profile.ts";
import { aUser } from "../testing/a-user.ts";
import { createCredentialCache, type KnownCredential } from "./credential-cache.ts";

function aCredential(more: Partial<KnownCredential> = {}): KnownCredential {
  const viewer = viewerByLogin(aUser(), "login 1", null);
  return { viewer, expiresAt: null, ...more };
}

describe("the credential cache", () => {
  it("reads a credential once while notifications arrive", async () => {
    const cache = createCredentialCache(() => true);
    const read = vi.fn(async () => aCredential());
    expect(await cache.get("secret", 0, read)).toEqual(aCredential());
    expect(await cache.get("secret", 1000, read)).toEqual(aCredential());
    expect(read).toHaveBeenCalledTimes(1);
  });

  it("reads it every time while notifications do not arrive", async () => {
    const cache = createCredentialCache(() => false);
    const read = vi.fn(async () => aCredential());
    await cache.get("secret", 0, read);
    await cache.get("secret", 0, read);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it.each(["user 1", "login 1"])("drops the entries of %s", async (id) => {
    const cache = createCredentialCache(() => true);
    await cache.get("secret", 0, async () => aCredential());
    cache.forget(id);
    expect(await cache.get("secret", 0, async () => null)).toBeNull();
  });

  it("does not cache what changed while it was read", async () => {
    const cache = createCredentialCache(() => true);
    await cache.get("secret", 0, async () => {
      cache.forget("login 1");
      return aCredential();
    });
    expect(await cache.get("secret", 0, async () => null)).toBeNull();
  });

  it("keeps nothing past its expiry, nor longer than half a minute", async () => {
    const cache = createCredentialCache(() => true);
    await cache.get("brief", 0, async () => aCredential({ expiresAt: 500 }));
    await cache.get("long", 0, async () => aCredential());
    expect(await cache.get("brief", 501, async () => null)).toBeNull();
    expect(await cache.get("long", 30_001, async () => null)).toBeNull();
  });

  it("never caches a refusal", async () => {
    const cache = createCredentialCache(() => true);
    expect(await cache.get("secret", 0, async () => null)).toBeNull();
    expect(await cache.get("secret", 0, async () => aCredential())).toEqual(aCredential());
  });
});

describe("the database's notifications about credentials", () => {
  let db: TestDatabase;
  const heard: string[] = [];
  const lost = vi.fn();
  beforeAll(async () => {
    db = await aTestDatabase();
  });
  afterAll(() => db.close());

  it("cover every end of a login or token and every change of a profile, but not their use", async () => {
    const quiet = { info() {}, warn() {} };
    const listener = { onNotification: (id: string) => heard.push(id), onLost: lost };
    const notifications = listenTo(db.url, "credential_changed", listener, quiet);
    await vi.waitFor(() => expect(notifications.live).toBe(true), { timeout: 10_000 });
    const [user, login, token] = [randomUUID(), randomUUID(), randomUUID()];
    const expiresAt = new Date(Date.now() + 60_000);
    await db.prisma.user.create({
      data: {
        id: user,
        authSessions: { create: { id: login, expiresAt } },
        apiTokens: { create: { id: token, name: "widget", scopes: ["TRACKING_WRITE"], secretHash: token } },
      },
    });
    await db.prisma.apiToken.update({ where: { id: token }, data: { lastUsedAt: new Date() } });
    await db.prisma.user.update({ where: { id: user }, data: { sequence: { increment: 1 } } });
    await db.prisma.apiToken.update({ where: { id: token }, data: { revokedAt: new Date() } });
    await vi.waitFor(() => expect(heard).toEqual([token]), { timeout: 10_000 });
    await updateProfile(aChangeContext(db, user), { timezone: "Europe/Berlin" });
    await vi.waitFor(() => expect(heard).toEqual([token, user]), { timeout: 10_000 });
    await db.prisma.user.delete({ where: { id: user } });
    await vi.waitFor(() => expect(new Set(heard)).toEqual(new Set([token, login, user])), {
      timeout: 10_000,
    });

    await db.pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_notify%'",
    );
    await vi.waitFor(() => expect(lost).toHaveBeenCalled(), { timeout: 10_000 });
    await vi.waitFor(() => expect(notifications.live).toBe(true), { timeout: 10_000 });
    await notifications.stop();
    expect(notifications.live).toBe(false);
  });
});
