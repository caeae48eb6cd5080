/**
 * Words that an attacker tries first (常见密码): from the lists that are published each year, and what is common here:
 * pinyin of I love you, names of days, lucky numbers. Small letters; what is left of a password without them must still
 * be something to guess.
 */
// biome-ignore format: a list of words is read in lines
export const COMMON_PASSWORDS: readonly string[] = [
  'password', 'passw0rd', 'p@ssw0rd', 'p@ssword', 'pa55word', 'passwd', 'admin', 'administrator', 'root', 'welcome',
  'letmein', 'login', 'guest', 'master', 'monkey', 'dragon', 'shadow', 'sunshine', 'princess', 'football', 'baseball',
  'superman', 'batman', 'trustno1', 'iloveyou', 'whatever', 'michael', 'jennifer', 'jordan', 'hunter', 'freedom',
  'qazwsx', 'qazwsxedc', '1qaz2wsx', '1q2w3e4r', 'q1w2e3r4', 'zaq12wsx', 'asdf', 'qwer', 'zxcv', '1qazxsw2', 'a1b2c3d4',
  'abcd1234', 'abc123', 'aa123456', 'a123456', '123abc', '123qwe', 'qwe123', 'asd123', 'zxc123', 'test123', 'test',
  'changeme', 'default', 'secret', 'system', 'manager', 'office', 'computer', 'internet', 'server', 'database',
  'woaini', 'woaiwojia', 'woaizhongguo', 'wodemima', 'mima', 'nihao', 'beijing', 'shanghai', 'zhongguo', 'china',
  'jiayou', 'xingfu', 'pingan', 'kuaile', 'baobao', 'laopo', 'laogong', 'mama', 'baba', 'tiantian', 'xiaoxiao',
  'gongzuo', 'bangong', 'guanli', 'guanliyuan', 'xitong', 'zhuxi', 'shequ', 'jiedao', 'xianfulian',
  '5201314', '520520', '1314520', '5211314', '7758521', '147258369', '159357', '123321', '112233', '121212', '123123',
  '654321', '888888', '666666', '168168', '518518', '000000', '111111', '222222', '333333', '555555', '777777', '999999',
  '密码', '我爱你', '你好', '中国', '管理员', '系统', '加油', '平安', '幸福',
];
