/** Tells password managers whose password a form asks for; nobody sees it. */
export function UsernameForManagers(props: { readonly email: string | null }) {
  return (
    <input type="text" name="username" autocomplete="username" value={props.email ?? ""} hidden readonly />
  );
}
