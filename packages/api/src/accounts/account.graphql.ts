import { deletedId, mutation } from "../platform/mutation.graphql.ts";
import { deleteAccount } from "./account-deletion.ts";
import "./errors.graphql.ts";
import { onlyCredentialOperation } from "./passwords/credential-operations.ts";
import { LOGIN_REFUSALS } from "./passwords/password-proof.ts";
import { UserType } from "./user.graphql.ts";

mutation("deleteAccount", {
  description:
    "Deletes the viewer with everything they have, at once and for good; nothing brings it back. Only a login may; no token.",
  access: { anyScope: ["write"] },
  input: {
    description: "Proof that it is meant.",
    argument: "The password.",
    fields: (t) => ({
      password: t.string({ description: "The account's password; a guest has none and leaves it out." }),
    }),
  },
  errors: [...LOGIN_REFUSALS],
  resolve: async ({ password }, context) => {
    onlyCredentialOperation(context);
    return { id: await deleteAccount(context, password ?? "") };
  },
  payload: deletedId(UserType, "Everything of the account is gone.", "The global id of the user that was."),
});
