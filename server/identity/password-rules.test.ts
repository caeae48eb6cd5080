import { describe, expect, test } from 'vitest';
import { PASSWORD_PROFILES, passwordProblem } from './password-rules.ts';

/** A hundred bad passwords and both profiles (SECURITY 2). */
const OWN = ['zhangsan', '张三丰', '样例县妇联', '13800138000'];

// biome-ignore-start format: lists of words are read in lines
const SHORT = ['short', '1234567', '12345678', 'password1', '八个字的密码呀', 'aB3$xY7!q'];
const FEW_SIGNS = [
  'aaaaaaaaaaaa',
  '1111111111',
  'ababababab',
  '1212121212',
  '哈哈哈哈哈哈哈哈哈哈',
  'abcabcabcabc',
  'x1y2x1y2x1y2',
];
const WALKS = [
  '1234567890',
  '0987654321',
  '12345678901',
  'qwertyuiop',
  'poiuytrewq',
  'asdfghjkl1',
  'zxcvbnm123',
  '1qaz2wsx3edc',
  'qwerty12345',
  'asdfgh123456',
  'abcdefghij',
  'jihgfedcba',
  '123456qwerty',
  'qwer1234asdf',
  '!@#$%^&*()',
  'zxcvbn!@#$%',
];
const COMMON = [
  'password123',
  'Password123!',
  'P@ssw0rd2024',
  'passw0rd!!!!',
  'admin123456',
  'Admin@123456',
  'administrator',
  'root123456',
  'welcome2024',
  'letmein1234',
  'iloveyou520',
  'sunshine123',
  'princess2020',
  'superman123',
  'changeme123',
  'qazwsx12345',
  'abc123456789',
  'a123456789',
  'aa12345678',
  'abcd123456',
  'test123456',
  'woaini1314',
  'woaini5201314',
  'woaini520520',
  '5201314520',
  '1314520520',
  '147258369a',
  '1123123123',
  '6666668888',
  '888888888a',
  '168168168168',
  '112233445566',
  'nihao123456',
  'zhongguo2024',
  'beijing2008',
  'mima123456',
  'gongzuo2024',
  'guanliyuan1',
  'xitong2024',
  'office2024',
  '我爱你我爱你1314',
  '密码密码123456',
  '管理员123456',
  '中国加油20241001',
];
const NUMBERS = ['19800101', '13900001111', '110101199003078888', '11010119900307888x', '2024010120'];
const CONTEXT = [
  'fulian2024',
  'Fulian@2024',
  '妇联妇联妇联妇联1234',
  '妇联2024年12月',
  'halfsky2024',
  'banbiantian1',
  '半边天2024010101',
  '1233812338',
  'fulian12338',
  'funv2024001',
  'zhangsan01',
  'zhangsan2024',
  'ZhangSan@20',
  '张三丰2024011',
  '13800138000',
  '13800138000a',
  '样例县妇联12345',
  'zhangsanzhangsan',
  'fulianzhangsan',
  '12338zhangsan',
];
// biome-ignore-end format: lists of words are read in lines
const LONG = ['x'.repeat(129), `${'四个不相干的词'.repeat(20)}`];
const BAD = [...SHORT, ...FEW_SIGNS, ...WALKS, ...COMMON, ...NUMBERS, ...CONTEXT, ...LONG];

test('there are a hundred', () => {
  expect(new Set(BAD).size).toBeGreaterThanOrEqual(100);
});
describe.each(Object.entries(PASSWORD_PROFILES))('profile %s', (_, profile) => {
  test.each(BAD)('%s is refused with a sentence', (bad) => {
    expect(passwordProblem(bad, OWN, profile)).toMatch(/[\u4e00-\u9fff].*。$/);
  });
});

const GOOD = [
  '四个不相干的词放在一起',
  'correct horse battery staple',
  '葡萄架下的那三只小麻雀',
  '梧桐 7 月 扁担 river',
  'latest-greatest-thing',
  'yangli-2026',
  'tractor-Moon-84-lotus',
  `${'月光下的石桥与小船'.repeat(8)}`.slice(0, 64),
  'kT9$wq2!Lz7&pe',
];
test.each(GOOD)('%s is fine', (good) => {
  expect(passwordProblem(good, OWN)).toBeNull();
});
test('an inspection may ask for kinds of signs; ours does not', () => {
  const words = 'correct horse battery staple';
  expect(passwordProblem(words, OWN)).toBeNull();
  expect(passwordProblem(words, OWN, PASSWORD_PROFILES.classified)).toContain('至少 3 种');
  expect(passwordProblem('Correct horse battery 7', OWN, PASSWORD_PROFILES.classified)).toBeNull();
});
