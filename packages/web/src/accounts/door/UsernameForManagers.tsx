/** A hidden field that tells password managers which account a form's password belongs to. */
export function UsernameForManagers(props: { readonly email: string | null }) {
  return (
    <input type="text" name="username" autocomplete="username" value={props.email ?? ""} hidden readonly />
  );
}
