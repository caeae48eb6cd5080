import type { WireError } from '../wire.ts';

/** The pages of the way in are the server's; the desk only leads there and says where she wanted to go. */
const signInAddress = (): string => {
  const { pathname, search } = window.location;
  const to = `${pathname}${search}`;
  return to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`;
};

/** Nobody, or somebody who first owes a password or a second step: off to the way in. True when she is led there. */
export function leadToSignIn(error: WireError): boolean {
  const led = error.code === 'sign-in.required' || error.code.startsWith('account.owes-');
  if (led) window.location.replace(signInAddress());
  return led;
}
