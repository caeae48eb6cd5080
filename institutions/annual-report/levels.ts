import { CITY_GRADE_AND_UP } from '../shared-parts.ts';

/** “市级以上” as the honours, posts, bases and venues ledgers name their grades (dimension `level`). */
export const CITY_AND_ABOVE = { level: CITY_GRADE_AND_UP };
