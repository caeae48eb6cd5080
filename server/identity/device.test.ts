import { expect, test } from 'vitest';
import { deviceWords, placeWords } from './device.ts';

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36',
    'Windows 电脑 · Chrome 浏览器',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/109.0.0.0 Safari/537.36 QIHU 360SE',
    'Windows 电脑 · 360 浏览器',
  ],
  ['Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36 Edg/120.0', 'Windows 电脑 · Edge 浏览器'],
  ['Mozilla/5.0 (X11; Linux x86_64; Kylin) Gecko/20100101 Firefox/115.0', '麒麟电脑 · 火狐浏览器'],
  [
    'Mozilla/5.0 (Linux; Android 8.1; Mobile) Chrome/86.0 Mobile Safari/537.36 MicroMessenger/8.0',
    '安卓手机 · 微信',
  ],
  ['Mozilla/5.0 (Linux; Android 13; SM-T500) Chrome/119 Safari/537.36', '安卓平板 · Chrome 浏览器'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) Version/16.0 Mobile Safari/604.1',
    '苹果手机 · Safari 浏览器',
  ],
  ['curl/8.0', '程序(不是浏览器)'],
  [null, '程序(不是浏览器)'],
])('%s', (agent, words) => {
  expect(deviceWords(agent)).toBe(words);
});

test.each([
  ['127.0.0.1', '本机'],
  ['::1', '本机'],
  ['::ffff:10.1.2.3', '内网 10.1.2.3'],
  ['172.32.0.1', '外网 172.32.0.1'],
  ['172.31.0.1', '内网 172.31.0.1'],
  ['fd00::1', '内网 fd00::1'],
  ['203.0.113.5', '外网 203.0.113.5'],
  ['', '不明'],
])('%s is %s', (address, words) => {
  expect(placeWords(address)).toBe(words);
});
