import type { MustReport } from '../../contracts/api-referrals.ts';

/**
 * Where the law wants a report without her consent (强制报告). FACTS §2: 未成年人保护法 art 11, 反家庭暴力法 art 14, both read
 * (V); PARAMETERS §1.4: 妇联组织受理家庭暴力投诉工作规程 (V). Art 14 names schools, clinics, committees and not the federation:
 * the federation's own duty is in its rules of 2018, which are named beside it.
 */
export const MUST_REPORT: readonly MustReport[] = [
  {
    key: 'minor',
    law: '未成年人保护法',
    article: '第十一条',
    when: '未满 18 岁的人身心受到侵害、疑似受到侵害,或者面临其他危险:立即报告。',
    to: ['police', 'civil-affairs', 'school'],
    days: 'dv.report-reply-days',
  },
  {
    key: 'no-capacity',
    law: '反家庭暴力法第十四条、妇联组织受理家庭暴力投诉工作规程',
    article: '(2018)',
    when: '无民事行为能力、限制民事行为能力的人遭受或者疑似遭受家庭暴力:及时向公安机关报案。',
    to: ['police'],
    days: null,
  },
];
