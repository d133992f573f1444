import { KeptConnection, postRequest } from "./connection.ts";

/** A guest of the product. */
export interface Guest {
  /** The raw id of the user's row. */
  readonly userId: string;
  /** The bearer token. */
  readonly token: string;
  /** Their network address, as for `postRequest`. */
  readonly from: string | undefined;
}

const document = `mutation { continueAsGuest(input: {}) { ... on LoginPayload { accessToken user { id } } } }`;

/** Creates guests through the product's API, one after another. @param from their address, as for `postRequest` */
export async function makeGuests(port: number, count: number, from?: string): Promise<Guest[]> {
  const connection = await KeptConnection.open(port);
  const guests: Guest[] = [];
  for (let made = 0; made < count; made += 1) {
    const { body } = await connection.ask(postRequest("/graphql", { query: document }, undefined, from));
    const login = JSON.parse(body).data.continueAsGuest;
    const userId = Buffer.from(login.user.id, "base64").toString().slice("User:".length);
    guests.push({ userId, token: login.accessToken, from });
  }
  connection.close();
  return guests;
}
