import type { Assessment } from '../../contracts/assessment.ts';

/** 基层维权考核: timeliness, closing, satisfaction, points running, three systems; all from the ledgers. */
export const rightsAssessment: Assessment = {
  key: 'rights',
  name: '基层维权考核',
  about:
    '各项都从台账里算出来:首问接待、信访、满意度、维权网点、三制。分数不能手填;登记的得分和台账对不上,存不进去。',
  levels: ['nation', 'province', 'city', 'county', 'township'],
  indicators: [
    {
      key: 'contacts',
      label: '首问按时答复率',
      measure: 'contacts.on-time-rate',
      weight: 'rights-score.weight-contacts',
      target: 'rights-score.target-contacts',
      source: 'R-17 · 000§5「一般在3天内答复」',
    },
    {
      key: 'on-time',
      label: '信访按时办结率',
      measure: 'petitions.on-time-rate',
      weight: 'rights-score.weight-on-time',
      target: 'rights-score.target-on-time',
      source: 'R-31 · 000§5「定期检查、考核基层维权工作」',
    },
    {
      key: 'closed',
      label: '信访办结率',
      measure: 'petitions.closed-rate',
      weight: 'rights-score.weight-closed',
      target: 'rights-score.target-closed',
      source: 'R-16 · 004§3「办结率为100%」',
    },
    {
      key: 'satisfied',
      label: '信访满意率',
      measure: 'petitions.satisfied-rate',
      weight: 'rights-score.weight-satisfied',
      target: 'rights-score.target-satisfied',
      source: 'R-31 · 000§5「定期检查、考核基层维权工作」',
    },
    {
      key: 'points',
      label: '维权网点正常运行',
      measure: 'rights-points.running-rate',
      weight: 'rights-score.weight-points',
      target: 'rights-score.target-points',
      source: 'R-19 · 001-A「设立了妇女维权站,并挂了牌」',
    },
    {
      key: 'systems',
      label: '三制覆盖率',
      measure: 'rights-points.coverage',
      weight: 'rights-score.weight-systems',
      target: 'rights-score.target-systems',
      source: 'R-25 · 004§3「维权三制覆盖率达80%以上」',
    },
  ],
  points: {
    happens: ['petitions', 'contacts', 'violence-cases'],
    register: 'rights-points',
    fields: { kind: 'kind', keeper: 'keeper', plate: 'plate', until: 'ended' },
    but: ['村、社区三制'],
  },
  sources: ['R-31 · 000§5「加强目标管理,定期检查、考核基层维权工作」'],
};
