import { KeptConnection, postRequest } from "./connection.ts";

/** A guest of the product. */
export interface Guest {
  /** The raw id of the user's row. */
  readonly userId: string;
  /** The bearer token. */
  readonly token: string;
}

const document = `mutation { continueAsGuest(input: {}) { ... on LoginPayload { accessToken user { id } } } }`;

/** Creates guests through the product's API, one after another. */
export async function makeGuests(port: number, count: number): Promise<Guest[]> {
  const connection = await KeptConnection.open(port);
  const guests: Guest[] = [];
  for (let made = 0; made < count; made += 1) {
    const { body } = await connection.ask(postRequest("/graphql", { query: document }));
    const login = JSON.parse(body).data.continueAsGuest;
    const userId = Buffer.from(login.user.id, "base64").toString().slice("User:".length);
    guests.push({ userId, token: login.accessToken });
  }
  connection.close();
  return guests;
}
