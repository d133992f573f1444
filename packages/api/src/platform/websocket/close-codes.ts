/** The codes with which this server closes a socket, by their meaning. docs/api.md explains each. */
export const CLOSE_CODES = {
  stopping: 1001,
  messageRefused: 1008,
  messageTooLarge: 1009,
  malformed: 4400,
  signedOut: 4401,
  refused: 4403,
  wrongProtocol: 4406,
  silent: 4408,
  repeatedId: 4409,
  tooMany: 4429,
} as const;
