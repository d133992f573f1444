// Every Node with module support must be able to parse this file, however old: use no newer syntax.

/** Last day of support of each major version, from Node's release schedule. Versions without an entry are supported. */
const endOfLife = {
  12: "2022-04-30",
  14: "2023-04-30",
  16: "2023-09-11",
  17: "2022-06-01",
  18: "2025-04-30",
  19: "2023-06-01",
  20: "2026-04-30",
  21: "2024-06-01",
  22: "2027-04-30",
  23: "2025-06-01",
  24: "2028-04-30",
  25: "2026-06-01",
};

/**
 * The verdict on a Node version such as "20.19.2" on a date such as "2026-11-21": `refuse` if the product
 * cannot run on it (Prisma and Vite need ^20.19 or >=22.12), otherwise `advise` after the end of its support,
 * otherwise `ok`. `line` is one line for the user, empty for `ok`.
 */
export function judgeNode(version, today) {
  const parts = version.split(".").map(Number);
  const major = parts[0];
  const minor = parts[1];
  const runs = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (!runs) {
    return {
      verdict: "refuse",
      line: `Pacekeeper needs Node 20.19 or newer (22.12 or newer in the 22 line); this is ${version}. Node 24 is recommended.`,
    };
  }
  const end = endOfLife[major];
  if (end !== undefined && today > end) {
    return {
      verdict: "advise",
      line: `Node ${major} has had no security fixes since ${end}; Node 24 is recommended.`,
    };
  }
  return { verdict: "ok", line: "" };
}

/** Prints advice about the running Node; exits with code 1 if it is too old. */
export function checkNode() {
  const judged = judgeNode(process.versions.node, new Date().toISOString().slice(0, 10));
  if (judged.verdict === "refuse") {
    console.error(judged.line);
    process.exit(1);
  }
  if (judged.verdict === "advise") console.log(judged.line);
}
