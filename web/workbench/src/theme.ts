import type { ThemeConfig } from 'antd';

/** Who asked her system for less motion (减弱动态效果) gets none: base.css stops what CSS moves, this what antd waits for. */
const motion = !globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches;

/** The tokens of the house, for antd; styles.css has the same ones as custom properties. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#A32A5A',
    colorInfo: '#1F6391',
    colorSuccess: '#2B7A4B',
    colorWarning: '#B06A00',
    colorError: '#B3261E',
    colorLink: '#A32A5A',
    colorText: '#1E2733',
    colorTextSecondary: '#55606E',
    colorTextTertiary: '#6B7580',
    // The hint tone of the palette (#8A94A0) has 3.1:1 on white; as text it is darkened to pass 4.5:1.
    colorTextPlaceholder: '#6B7580',
    colorBgLayout: '#FCFAF8',
    colorBorder: '#D9D2CC',
    colorBorderSecondary: '#EFEAE6',
    borderRadius: 6,
    fontSize: 14,
    lineHeight: 22 / 14,
    fontFamily:
      'system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif',
    motion,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
  components: { Drawer: { paddingLG: 20 }, Modal: { titleFontSize: 16 } },
};
