import type { Prisma } from "../generated/prisma/client.ts";

/** Whose things go where. */
export interface GuestClaim {
  readonly guestId: string;
  /** The account that takes them. */
  readonly userId: string;
}

/** What a room does with its rows when a guest's things move into an account. */
export type ClaimStep = (transaction: Prisma.TransactionClient, claim: GuestClaim) => Promise<void>;
