import type { ChangePreview } from '../../contracts/api-network.ts';
import type { ThoughtChange } from '../org/index.ts';

const some = (names: readonly string[]): string =>
  `${names.slice(0, 3).join('、')}${names.length > 3 ? `等 ${names.length} 个` : ''}`;
const inWords = (day: string): string =>
  `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

/** What a change does, in plain sentences: who goes where, what goes along, what happens to figures, who notices nothing. */
export function sayChange(c: ThoughtChange, follows: ChangePreview['follows']): string[] {
  const day = c.day === null ? '' : `${inWords(c.day)}起,`;
  switch (c.change) {
    case 'create':
      return [
        `${day}「${c.parent.name}」之下有了「${c.name}」,可以记台账、设职务,它的数计入「${c.parent.name}」及以上各级。`,
        '以前的数一个也不变。',
      ];
    case 'rename':
      return [
        `${day}「${c.unit.name}」改称「${c.name}」;这一天以前的报告仍用原来的名称${c.newCode ? '和代码' : ''}。`,
        '记录、账号、职务都照旧,数字一个也不变。',
      ];
    case 'move':
      return [
        `${day}「${c.unit.name}」连同下级归「${c.parent.name}」。`,
        ...sayFollows(follows),
        '这一天以前的数仍算在原来的上级(当时口径);要把两年放在一起比,看可比口径:按今天的隶属重新归总。',
        '两边共同的上级,合计不变。',
      ];
    case 'merge':
      return [
        `${day}「${c.unit.name}」并入「${c.into.name}」,下级一起过去,「${c.unit.name}」同日撤销。`,
        ...sayFollows(follows),
        `以前年度按当时口径还是各算各的;按可比口径,「${c.unit.name}」的数(连同它自己记的)并到「${c.into.name}」。`,
        ...(follows && follows.accounts > 0
          ? [`「${c.unit.name}」自己的账号还能进来看,不能再记;请到账号页改授职务。`]
          : []),
        '两边共同的上级,合计不变。',
      ];
    case 'split':
      return [
        `${day}由「${c.unit.name}」分出「${c.name}」,带去${some(c.children.map((u) => `「${u.name}」`))}。`,
        ...sayFollows(follows),
        `以前的数按当时口径仍在「${c.unit.name}」;按可比口径,带去的下级以前的数也算到「${c.name}」。`,
        `「${c.unit.name}」自己记的记录留在原处。共同的上级,合计不变。`,
      ];
    case 'close':
      return [
        `${day}「${c.unit.name}」撤销,不能再记这一天以后的事。`,
        '以前的记录照样看得到、照样计数,数字一个也不变。',
      ];
  }
}

function sayFollows(f: ChangePreview['follows']): string[] {
  if (!f) return [];
  const parts = [
    `${f.units} 个组织`,
    `${f.lines} 条记录`,
    ...(f.posts > 0 ? [`${f.posts} 个职务`] : []),
    ...(f.accounts > 0 ? [`${f.accounts} 个账号`] : []),
    ...(f.open > 0 ? [`${f.open} 件没办完的事`] : []),
  ];
  return [`一起过去的有 ${parts.join('、')};谁能看到它们,立刻随之改变。`];
}
