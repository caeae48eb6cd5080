import { clauseBefore } from '../around.ts';
import type { Quantity } from '../quantity.ts';
import { NAME_RULES } from './names.ts';
import { SIGN_RULES } from './signs.ts';
import { TIME_RULES } from './time.ts';

const RULES = Object.entries({ ...TIME_RULES, ...NAME_RULES, ...SIGN_RULES });

/** The reason why a quantity with its unit word is no figure, or '' when nothing speaks against it. */
export function reasonAgainst(text: string, quantity: Quantity): string {
  const behind = quantity.unitFrom + quantity.unit.length;
  const q = {
    ...quantity,
    left: clauseBefore(text, quantity.from, 40),
    right: text.slice(behind, behind + 16),
  };
  for (const [reason, rule] of RULES) if (rule(text, q)) return reason;
  return '';
}
