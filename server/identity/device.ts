/** A device in plain words (在什么设备上), from what its browser says of itself. It helps to recognise, and proves nothing. */

type Sign = readonly [pattern: RegExp, words: string];
/** The first that fits: what runs inside another says both. */
const MACHINES: readonly Sign[] = [
  [/HarmonyOS|OpenHarmony/i, '鸿蒙设备'],
  [/iPhone/i, '苹果手机'],
  [/iPad/i, '苹果平板'],
  [/Android(?=.*Mobile)/i, '安卓手机'],
  [/Android/i, '安卓平板'],
  [/Windows/i, 'Windows 电脑'],
  [/Kylin/i, '麒麟电脑'],
  [/UOS|Uniontech|Deepin/i, '统信电脑'],
  [/Macintosh|Mac OS X/i, '苹果电脑'],
  [/Linux|X11/i, 'Linux 电脑'],
];
const BROWSERS: readonly Sign[] = [
  [/wxwork/i, '企业微信'],
  [/MicroMessenger/i, '微信'],
  [/DingTalk/i, '钉钉'],
  [/360SE|360EE|QIHU|QHBrowser/i, '360 浏览器'],
  [/UBrowser|UCBrowser/i, 'UC 浏览器'],
  [/QQBrowser/i, 'QQ 浏览器'],
  [/HuaweiBrowser/i, '华为浏览器'],
  [/MiuiBrowser/i, '小米浏览器'],
  [/Edg/i, 'Edge 浏览器'],
  [/Firefox/i, '火狐浏览器'],
  [/Chrome|Chromium/i, 'Chrome 浏览器'],
  [/Safari/i, 'Safari 浏览器'],
];

const wordsOf = (signs: readonly Sign[], agent: string): string | undefined =>
  signs.find(([pattern]) => pattern.test(agent))?.[1];

/** 'Windows 电脑 · 360 浏览器'; a program that is no browser says '程序'. */
export function deviceWords(agent: string | null): string {
  const [machine, browser] = [wordsOf(MACHINES, agent ?? ''), wordsOf(BROWSERS, agent ?? '')];
  if (!browser) return machine ? `${machine} · 程序` : '程序(不是浏览器)';
  return `${machine ?? '未知设备'} · ${browser}`;
}

const PRIVATE =
  /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd]|fe80:)/i;

/** Where it stands in the net: '本机', '内网 10.1.2.3', '外网 203.0.113.5'. */
export function placeWords(address: string): string {
  const plain = address.replace(/^::ffff:/, '');
  if (plain === '' || plain === 'unknown') return '不明';
  if (plain === '::1' || plain.startsWith('127.')) return '本机';
  return `${PRIVATE.test(plain) ? '内网' : '外网'} ${plain}`;
}
