import { findUnit, searchUnits, type Unit } from '../../org/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';

const EVERYWHERE = { from: '/', to: '0' };

/** A unit by any form of its code, or by its name where only one has it (with or without 妇联). Throws unit.unknown with what comes near. */
export async function unitAsked(tx: Tx, asked: string): Promise<Unit> {
  const text = asked.trim();
  const unit = await findUnit(tx, text);
  if (unit) return unit;
  const near = text === '' ? [] : await searchUnits(tx, text, EVERYWHERE, 20);
  const named = near.filter((u) => u.name === text || u.name === `${text}妇联`);
  const [only] = named;
  if (only && named.length === 1) return only;
  const shown = (named.length > 0 ? named : near).slice(0, 8).map((u) => `${u.code}(${u.name})`);
  throw new AppError('unit.unknown', {
    sentence: `没有代码为「${text}」的组织。${shown.length > 0 ? `相近的有:${shown.join('、')}。` : '请核对代码,或先装入组织树(load-tree)或导入组织(import)。'}`,
  });
}
