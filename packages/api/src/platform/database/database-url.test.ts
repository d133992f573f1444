import { describe, expect, it } from "vitest";
import { readDatabaseUrl } from "./database-url.ts";
import { objectionTo } from "./server-check.ts";

describe("reading a DATABASE_URL", () => {
  it("requests sessions in UTC, after the options it already has", () => {
    expect(readDatabaseUrl("postgres://ann:pw@db/pace").url).toBe(
      "postgres://ann:pw@db/pace?options=-c%20timezone%3DUTC",
    );
    expect(
      new URL(readDatabaseUrl("postgres://db/pace?options=-c%20work_mem%3D8MB").url).searchParams.get(
        "options",
      ),
    ).toBe("-c work_mem=8MB -c timezone=UTC");
  });

  it("leaves passwords and other parameters as they were", () => {
    const { url } = readDatabaseUrl(
      "postgresql://ann:p%40ss%2Fword@db:6432/pace?sslmode=disable&schema=public",
    );
    expect(url).toBe(
      "postgresql://ann:p%40ss%2Fword@db:6432/pace?sslmode=disable&options=-c%20timezone%3DUTC",
    );
  });

  it("describes it without the password", () => {
    expect(readDatabaseUrl("postgresql://ann:pw@db:6432/pace").description).toBe(
      'database "pace" on db:6432 as ann',
    );
    expect(readDatabaseUrl("postgresql://ann:pw@/pace?host=/run/postgresql").description).toBe(
      'database "pace" on /run/postgresql as ann',
    );
  });

  it.each([
    ["postgresql://db", "names no database"],
    ["postgresql://db/pace?schema=other", 'asks for the schema "other"'],
  ])("refuses %s", (text, reason) => {
    expect(() => readDatabaseUrl(text)).toThrow(reason);
  });
});

describe("a server", () => {
  const good = { version: 150_000, shown: "15.0", standby: false, zone: "UTC" };

  it("is accepted from PostgreSQL 15 on", () => {
    expect(objectionTo(good, "database")).toBeNull();
    expect(objectionTo({ ...good, version: 140_022, shown: "14.22" }, "database")).toMatch(
      /is PostgreSQL 14.22; Pacekeeper needs 15 or newer/,
    );
  });

  it("is refused when it is read-only, or uses another time zone than requested", () => {
    expect(objectionTo({ ...good, standby: true }, "database")).toContain("Name the primary server");
    expect(objectionTo({ ...good, zone: "Europe/Berlin" }, "database")).toContain("Europe/Berlin");
  });
});
