import { type Accessor, createSignal } from "solid-js";

/** Whose page this is, and whether it still is. */
export interface Identity {
  /** This page's login was ended from elsewhere: nobody is there any more. */
  ended: Accessor<boolean>;
  /** Takes what is kept or has just been made for the viewer, until an answer says otherwise. */
  suppose(viewerId: string): void;
  /**
   * Hears whom the server takes this browser for.
   *
   * @returns false when that is not whose page this is: the answer must not reach the page
   */
  hear(viewerId: string | null): boolean;
}

interface IdentityParts {
  /** Whether the page itself is just changing who it is. */
  isChanging(): boolean;
  /** Somebody else is here now. */
  onOther(): void;
  /** Nobody is here any more. */
  onEnded(): void;
}

/**
 * Notices when this browser becomes somebody else's behind the page's back: in another tab somebody logged in
 * or out, or the login was ended from another device. A visitor's page may become anybody's, for it shows
 * nothing of anyone.
 */
export function createIdentity(parts: IdentityParts): Identity {
  const [ended, setEnded] = createSignal(false);
  let known: string | null = null;
  return {
    ended,
    suppose: (viewerId) => {
      known ??= viewerId;
    },
    hear(viewerId) {
      if (parts.isChanging()) return true;
      if (viewerId === known && !ended()) return true;
      if (known === null) {
        known = viewerId;
        return true;
      }
      if (viewerId !== null) parts.onOther();
      else if (!ended()) {
        setEnded(true);
        parts.onEnded();
      }
      return false;
    },
  };
}
