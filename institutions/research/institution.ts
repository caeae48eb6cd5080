import type { Institution } from '../../contracts/institution.ts';
import { papers } from './papers.ts';

export const research: Institution = {
  key: 'research',
  name: '理论研究与征文',
  about: '论文、征文、调研报告、通讯报道一篇一行,获奖的写明级别和奖项。',
  ledgers: [papers],
  reports: [],
  sources: ['R-58', 'R-69', '台账 L35'],
};
