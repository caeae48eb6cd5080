import type { Level } from '../../contracts/ledger.ts';
import type { Setting } from '../../contracts/setting.ts';

const OFFICES: Level[] = ['nation', 'province', 'city', 'county'];
const OWN = '法律只说应当查处并予以答复(妇女权益保障法第七十三条),没有天数;这是本系统的默认';

/** Days of an agency kind until it should answer a referral (转办多少天答复). No law counts them: each place agrees its own. */
const daysOf = (kind: string, name: string, days: number): Setting => ({
  key: `referrals.days-${kind}`,
  version: 1,
  group: '转办',
  label: `转给${name}的,几天答复`,
  meaning: `把事情转给${name}以后,对方应在这么多天内答复;到期没有答复,提醒经办的人去催。单件可以改得不一样。`,
  type: { kind: 'whole', least: 1, most: 60, unitWord: '天' },
  default: days,
  source: OWN,
  grade: null,
  of: 'unit',
  levels: OFFICES,
});

/** Referrals to agencies outside (转办). */
export const referrals: readonly Setting[] = [
  daysOf('police', '公安机关', 7),
  daysOf('court', '人民法院', 15),
  daysOf('procuratorate', '人民检察院', 15),
  daysOf('justice', '司法行政、法律援助机构', 7),
  daysOf('civil-affairs', '民政部门', 10),
  daysOf('hospital', '医疗机构', 7),
  daysOf('school', '学校、教育部门', 7),
  daysOf('counsel', '妇女维权律师', 7),
  {
    key: 'referrals.urge-days',
    version: 1,
    group: '转办',
    label: '过期几天还不答复,提示发督促处理意见',
    meaning:
      '转办到期、催过以后,再过这么多天还没有答复,提示经办的人起草督促处理意见(法院、检察院、律师是函)。',
    type: { kind: 'whole', least: 1, most: 30, unitWord: '天' },
    default: 3,
    source: '督促处理意见:妇女权益保障法第七十三条;天数是本系统的默认',
    grade: null,
    of: 'unit',
    levels: OFFICES,
  },
  {
    key: 'referrals.link-days',
    version: 1,
    group: '转办',
    label: '转办的链接能用几天',
    meaning: '给外单位的链接从发出那天起能用这么多天;答复期限更长的,用到期限过后再加十天。过期可以换新的。',
    type: { kind: 'whole', least: 3, most: 90, unitWord: '天' },
    default: 30,
    source: '本系统的默认',
    grade: null,
    of: 'unit',
    levels: OFFICES,
  },
];
