import Button, { type ButtonProps } from 'antd/es/button';
import type { ReactNode } from 'react';

/**
 * A button whose work takes a moment: it says so in words and takes no second click. antd's own loading sign is named
 * in English for screen readers, and may linger in the button's name.
 */
export function BusyButton(
  props: ButtonProps & { busy: boolean; doing: string; children: ReactNode },
): ReactNode {
  const { busy, doing, children, onClick, ...rest } = props;
  return (
    <Button
      {...rest}
      aria-busy={busy}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? doing : children}
    </Button>
  );
}
