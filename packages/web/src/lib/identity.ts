import { type Accessor, createSignal } from "solid-js";

/** Whose page this is, and whether that is still true. */
export interface Identity {
  /** This page's login was ended from elsewhere; nobody is logged in any more. */
  ended: Accessor<boolean>;
  /** Assumes this viewer, from the cache or a mutation's answer, until the server says otherwise. */
  suppose(viewerId: string): void;
  /**
   * Takes in who the server says the viewer is.
   *
   * @returns false when this page belongs to somebody else: the answer must not reach the page
   */
  hear(viewerId: string | null): boolean;
}

interface IdentityParts {
  /** Whether the page itself is changing the viewer right now. */
  isChanging(): boolean;
  /** Called when somebody else is logged in now. */
  onOther(): void;
  /** Called when nobody is logged in any more. */
  onEnded(): void;
}

/**
 * Notices when the viewer changes behind the page's back: somebody logged in or out in another tab, or the login
 * was ended from another device. A visitor's page accepts any viewer, because it shows nobody's data.
 */
export function createIdentity(parts: IdentityParts): Identity {
  const [ended, setEnded] = createSignal(false);
  let known: string | null = null;
  let isOthers = false;
  return {
    ended,
    suppose: (viewerId) => {
      known ??= viewerId;
    },
    hear(viewerId) {
      // Also while this page is being left, or its changes would be made as somebody else.
      if (isOthers) return false;
      if (parts.isChanging()) return true;
      if (viewerId === known && !ended()) return true;
      if (known === null) {
        known = viewerId;
        return true;
      }
      if (viewerId !== null) {
        isOthers = true;
        parts.onOther();
      } else if (!ended()) {
        setEnded(true);
        parts.onEnded();
      }
      return false;
    },
  };
}
