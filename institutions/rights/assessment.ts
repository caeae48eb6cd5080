import type { Assessment } from '../../contracts/assessment.ts';

/** 基层维权考核: timeliness, closing, satisfaction, points running, three systems; all from the ledgers. */
const of = (
  key: string,
  label: string,
  measure: string,
  source: string,
): Assessment['indicators'][number] => ({
  key,
  label,
  measure,
  weight: `rights-score.weight-${key}`,
  target: `rights-score.target-${key}`,
  source,
});

export const rightsAssessment: Assessment = {
  key: 'rights',
  name: '基层维权考核',
  about:
    '各项都从台账里算出来:首问接待、信访、满意度、维权网点、三制。分数不能手填;登记的得分和台账对不上,存不进去。',
  levels: ['nation', 'province', 'city', 'county', 'township'],
  indicators: [
    of('contacts', '首问按时答复率', 'contacts.on-time-rate', 'R-17 · 000§5「一般在3天内答复」'),
    of('on-time', '信访按时办结率', 'petitions.on-time-rate', 'R-31 · 000§5「定期检查、考核基层维权工作」'),
    of('closed', '信访办结率', 'petitions.closed-rate', 'R-16 · 004§3「办结率为100%」'),
    of('satisfied', '信访满意率', 'petitions.satisfied-rate', 'R-31 · 000§5「定期检查、考核基层维权工作」'),
    of(
      'points',
      '维权网点正常运行',
      'rights-points.running-rate',
      'R-19 · 001-A「设立了妇女维权站,并挂了牌」',
    ),
    of('systems', '三制覆盖率', 'rights-points.coverage', 'R-25 · 004§3「维权三制覆盖率达80%以上」'),
  ],
  points: {
    happens: ['petitions', 'contacts', 'violence-cases'],
    register: 'rights-points',
    fields: { kind: 'kind', keeper: 'keeper', plate: 'plate', until: 'ended' },
    but: ['村、社区三制'],
  },
  sources: ['R-31 · 000§5「加强目标管理,定期检查、考核基层维权工作」'],
};
