import { expect, expectTypeOf, test } from 'vitest';
import type { ReadCheck, ReadFigure, ReadStretch } from '../../contracts/reading.ts';
import { figureSchema } from '../../contracts/reading.ts';
import { readFigures } from './index.ts';
import type { Check, Figure, Stretch } from './model.ts';

test('the room and the wire say the same', () => {
  expectTypeOf<Figure & object>().toExtend<ReadFigure>();
  expectTypeOf<ReadFigure>().toExtend<Figure>();
  expectTypeOf<Check & object>().toExtend<ReadCheck>();
  expectTypeOf<ReadCheck>().toExtend<Check>();
  expectTypeOf<Stretch['end']>().toEqualTypeOf<ReadStretch['end']>();
  expectTypeOf<keyof ReadStretch>().toEqualTypeOf<keyof Stretch>();
});

test('what is read passes the wire', () => {
  const figures = readFigures('举办培训班72期,培训妇女6814人,合格率95%。');
  expect(figures).toHaveLength(3);
  expect(figureSchema.array().parse(figures)).toEqual(figures);
});
