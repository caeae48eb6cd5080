import type { Me } from '../../../../contracts/api.ts';

/** The parts of the settings that there are for her, in the order in which they are wanted. */
export function partsFor(me: Me): readonly { key: string; name: string }[] {
  const has = (p: string): boolean => me.permissions.includes(p);
  return [
    { key: 'values', name: '设置', show: has('setting.read') },
    { key: 'backups', name: '备份', show: has('system.manage') },
    { key: 'parameters', name: '政策参数', show: has('setting.read') },
    { key: 'calendar', name: '节假日', show: has('setting.read') },
    { key: 'takeout', name: '取走数据', show: has('takeout.use') },
    { key: 'rights', name: '权限预览', show: has('account.read') },
  ].filter((p) => p.show);
}
