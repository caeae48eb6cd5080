import type { Setting } from '../../contracts/setting.ts';
import { firstAskedSettings } from './first-asked.ts';
import { house } from './house.ts';
import { personalSettings } from './personal.ts';
import { petitionSettings } from './petitions.ts';
import { referrals } from './referrals.ts';
import { reading, reporting } from './reporting.ts';
import { rightsScore } from './rights-score.ts';
import { trends } from './trends.ts';
import { violence } from './violence.ts';

/** Every setting (设置) of the house, with default, meaning, source and range: pure data. */
export const SETTINGS: readonly Setting[] = [
  ...reporting,
  ...reading,
  ...firstAskedSettings,
  ...personalSettings,
  ...petitionSettings,
  ...referrals,
  ...violence,
  ...trends,
  ...rightsScore,
  ...house,
];
