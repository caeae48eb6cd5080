import type { Parameter } from '../../contracts/setting.ts';
import { honours } from './honours.ts';
import { loans } from './loans.ts';
import { office } from './office.ts';
import { violence } from './violence.ts';

/** Every dated parameter (参数) of the house: pure data, each row with its day, source and grade. */
export const PARAMETERS: readonly Parameter[] = [...violence, ...loans, ...honours, ...office];
