import { deletedId, mutation } from "../platform/mutation.graphql.ts";
import { deleteAccount } from "./account-deletion.ts";
import "./errors.graphql.ts";
import { onlyCredentialOperation } from "./passwords/credential-operations.ts";
import { LOGIN_REFUSALS } from "./passwords/password-proof.ts";
import { UserType } from "./user.graphql.ts";

mutation("deleteAccount", {
  description: "Deletes the viewer and all their data at once and for good; it cannot be undone.",
  access: { login: true },
  input: {
    description: "Proof that the viewer means it.",
    argument: "The password.",
    fields: (t) => ({
      password: t.string({ description: "The account's password; a guest has none and omits it." }),
    }),
  },
  errors: [...LOGIN_REFUSALS],
  resolve: async ({ password }, context) => {
    onlyCredentialOperation(context);
    return { id: await deleteAccount(context, context.viewer.user, password ?? "") };
  },
  payload: deletedId(
    UserType,
    "The account and all its data are deleted.",
    "The global id of the deleted user.",
  ),
});
