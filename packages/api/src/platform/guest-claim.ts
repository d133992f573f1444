import type { Prisma } from "../generated/prisma/client.ts";

/** Which guest's data moves to which account. */
export interface GuestClaim {
  readonly guestId: string;
  /** The account that receives the guest's data. */
  readonly userId: string;
}

/** What a room does with its rows when a guest's data moves into an account. */
export type ClaimStep = (transaction: Prisma.TransactionClient, claim: GuestClaim) => Promise<void>;
