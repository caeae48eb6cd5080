/** Words of the roster that several of its screens share. The edges of the bands are the server's (server/people/policy.ts). */
export const UNTOLD = 'none';
export const BANDS = {
  age: { u30: '不满30岁', '30': '30至39岁', '40': '40至44岁', '45': '45岁及以上' },
  years: { u1: '不满1年', '1': '1至4年', '5': '5至9年', '10': '10年及以上' },
  women: { u5: '不满5年', '5': '5至9年', '10': '10至19年', '20': '20年及以上' },
} as const;
export const TRANSFER_STATES = {
  asked: { sign: '○', name: '等上级表示意见', tone: 'soon' },
  consented: { sign: '●', name: '上级已同意,可以办理', tone: 'done' },
  objected: { sign: '✗', name: '上级不同意', tone: 'late' },
  done: { sign: '✓', name: '已办理', tone: 'done' },
  stopped: { sign: '－', name: '不调了', tone: '' },
} as const;
