import { builder } from "../platform/builder.ts";
import "./errors.graphql.ts";
import { deleteAccount } from "./account-deletion.ts";
import { onlyCredentialOperation } from "./passwords/credential-operations.ts";
import { LOGIN_REFUSALS } from "./passwords/password-proof.ts";
import { UserType } from "./user.graphql.ts";

const DeleteAccountInput = builder.inputType("DeleteAccountInput", {
  description: "Proof that it is meant.",
  fields: (t) => ({
    password: t.string({ description: "The account's password; a guest has none and leaves it out." }),
  }),
});

const DeleteAccountPayload = builder.objectRef<{ deletedId: string }>("DeleteAccountPayload").implement({
  description: "Everything of the account is gone.",
  fields: (t) => ({
    deletedId: t.globalID({
      description: "The global id of the user that was.",
      resolve: ({ deletedId }) => ({ id: deletedId, type: UserType }),
    }),
  }),
});

builder.mutationField("deleteAccount", (t) =>
  t.withAuth({ anyScope: ["write"] }).field({
    type: DeleteAccountPayload,
    errors: { types: [...LOGIN_REFUSALS] },
    description:
      "Deletes the viewer with everything they have, at once and for good; nothing brings it back. Only a login may; no token.",
    args: { input: t.arg({ type: DeleteAccountInput, required: true, description: "The password." }) },
    resolve: async (_root, { input }, context) => {
      onlyCredentialOperation(context);
      return { deletedId: await deleteAccount(context, input.password ?? "") };
    },
  }),
);
