import { describe, expect, it } from "vitest";
import { readDraft } from "./log-form.ts";

const draft = (minutes: string, date = "2026-11-20") => ({ date, minutes, note: " Chapter 4 " });

describe("a typed log", () => {
  it("is sent with whole minutes and an unchanged note", () => {
    expect(readDraft(draft(" 25 "))).toEqual({
      values: { date: "2026-11-20", minutes: 25, note: " Chapter 4 " },
    });
  });

  it.each(["", "half an hour", "2.5", "−5", "1e2", "99999999999"])(
    "is not sent with %j as minutes",
    (minutes) => {
      expect(readDraft(draft(minutes))).toEqual({
        refused: { words: "", fields: { minutes: ["Write whole minutes, such as 25."] } },
      });
    },
  );

  it("leaves limits to the server", () => {
    expect(readDraft(draft("0"))).toMatchObject({ values: { minutes: 0 } });
    expect(readDraft(draft("1441"))).toMatchObject({ values: { minutes: 1441 } });
  });

  it("reports all issues at once", () => {
    expect(readDraft(draft("", ""))).toMatchObject({
      refused: { fields: { date: ["Choose a date."], minutes: [expect.any(String)] } },
    });
  });
});
