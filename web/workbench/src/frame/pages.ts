import type { Me } from '../../../../contracts/api.ts';
import { TEXT } from '../text.ts';

/** The pages there are for her: an administrator without business posts sees the tree only. */
export function pagesFor(me: Me): readonly { to: string; name: string; mark: string }[] {
  const has = (p: string): boolean => me.permissions.includes(p);
  return [
    { to: '/', name: TEXT.nav.home, mark: '待', show: true },
    { to: '/ledgers', name: TEXT.nav.records, mark: '记', show: has('entry.read') },
    { to: '/figures', name: TEXT.nav.figures, mark: '数', show: has('figure.read') },
    { to: '/reports', name: TEXT.nav.reports, mark: '报', show: has('report.read') },
    { to: '/people', name: TEXT.nav.people, mark: '人', show: has('person.read') },
    { to: '/matters', name: TEXT.nav.matters, mark: '事', show: has('matter.use') },
    { to: '/units', name: TEXT.nav.units, mark: '组', show: has('unit.read') },
    { to: '/accounts', name: TEXT.nav.accounts, mark: '账', show: has('account.read') },
    {
      to: '/settings',
      name: TEXT.nav.settings,
      mark: '设',
      show: has('setting.manage') || has('account.read'),
    },
    { to: '/personal', name: '删除审批', mark: '删', show: has('personal.approve') },
    { to: '/audit', name: TEXT.nav.audit, mark: '审', show: has('audit.read') },
  ].filter((page) => page.show);
}
