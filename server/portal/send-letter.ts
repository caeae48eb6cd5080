import { recordEvent } from '../audit/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { newId } from '../platform/ids/index.ts';
import type { Asked } from './asking.ts';
import { codeOf, receiptOf } from './codes.ts';
import { receiverOf } from './places.ts';
import type { PortalKit } from './ports.ts';
import {
  changeLetter,
  contextOfReceipt,
  contextOfUnit,
  insertLetter,
  insertWord,
  type Letter,
  letterById,
  letterOfReceipt,
  openLetter,
  wordsOf,
} from './store.ts';

/**
 * Takes a letter in (收下来件): sealed, with its receipt, in the hands of one person, all in one transaction. Answers the
 * receipt code. The same form sent twice is one letter and one code; what was changed in between is kept as an addition.
 * Errors: letter.no-place.
 */
export async function sendLetter(kit: PortalKit, asked: Asked): Promise<string> {
  const at = kit.now();
  const unit = await kit.db.transaction([], (tx) => receiverOf(tx, asked.placeId, chinaDay(at)), 'read');
  if (!unit) throw new AppError('letter.no-place');
  const code = codeOf(kit.vault, asked.key);
  const print = receiptOf(kit.vault, code);
  const letter: Letter = {
    regionCode: unit.regionCode,
    id: newId(at),
    unitId: unit.id,
    unitPath: unit.path,
    placeId: asked.placeId,
    at,
    day: chinaDay(at),
    whom: asked.whom,
    danger: asked.danger,
    cause: asked.cause,
    state: 'received',
    matterId: null,
    rating: null,
    version: 1,
  };
  const before = await kit.db.transaction(
    [contextOfReceipt(print)],
    (tx) => letterOfReceipt(tx, print),
    'read',
  );
  if (!before) {
    const context = [...contextOfUnit(unit.path), contextOfReceipt(print)];
    const isNew = await kit.db.transaction(context, async (tx) => {
      if (!(await insertLetter(tx, kit.vault, letter, asked.text, print))) return false;
      const matterId = await kit.ports.begin(tx, letter);
      if (matterId !== null) await changeLetter(tx, letter, { ...letter, matterId });
      await recordEvent(tx, {
        regionCode: letter.regionCode,
        accountId: null,
        postId: null,
        unitPath: letter.unitPath,
        action: 'letter.receive',
        object: 'letter',
        objectId: letter.id,
        result: 'ok',
        detail: { danger: letter.danger, cause: letter.cause },
        at,
      });
      return true;
    });
    if (isNew) return code;
  }
  await keepWhatChanged(kit, asked, print);
  return code;
}

/** The form was sent before. Back and sent again with other words, nothing of them is lost. */
async function keepWhatChanged(kit: PortalKit, asked: Asked, print: Buffer): Promise<void> {
  const there = await kit.db.transaction(
    [contextOfReceipt(print)],
    (tx) => letterOfReceipt(tx, print),
    'read',
  );
  if (!there) return;
  await kit.db.transaction(contextOfUnit(there.unitPath), async (tx) => {
    const letter = await letterById(tx, there.id, true);
    const text = await openLetter(tx, kit.vault, there.id);
    if (!letter || !text) return;
    const known = [text.words, ...(await wordsOf(tx, kit.vault, letter.id)).map((w) => w.words)];
    if (known.includes(asked.text.words)) return;
    const at = kit.now();
    await insertWord(tx, kit.vault, letter, {
      id: newId(at),
      at,
      kind: 'add',
      accountId: null,
      words: asked.text.words,
    });
    if (letter.matterId !== null) await kit.ports.said(tx, letter.matterId, 'add');
  });
}
