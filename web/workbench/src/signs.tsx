import type { ConfigProviderProps } from 'antd';

const sign = (glyph: string) => (
  <span aria-hidden className="glyph">
    {glyph}
  </span>
);
/** In place of antd's looking glass while one types in a list. */
export const SEARCH_SIGN = sign('');
export const CLEAR = { clearIcon: sign('×') };
const close = { 'aria-label': '关闭' };

/** antd names its signs and closing buttons in English for screen readers; these say it in Chinese or are silent. */
export const SIGNS: Pick<ConfigProviderProps, 'select' | 'modal' | 'drawer'> = {
  select: {
    suffixIcon: sign('▾'),
    clearIcon: sign('×'),
    removeIcon: sign('×'),
    menuItemSelectedIcon: sign('✓'),
  },
  modal: { closable: close, closeIcon: sign('×') },
  drawer: { closable: close, closeIcon: sign('×') },
};

/** In place of antd's eye beside a password. */
export const PASSWORD_SIGNS = {
  iconRender: (shown: boolean) => (
    <span title={shown ? '遮住密码' : '看一眼密码'} className="hint">
      {shown ? '遮' : '看'}
    </span>
  ),
};
