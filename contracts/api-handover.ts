import { z } from 'zod';
import { daySchema } from './day.ts';

/** Hand-over of everything when somebody leaves (交接). */

const id = z.uuid('编号不对。');
export const handOverBody = z.strictObject({
  requestKey: z.string().min(8, '提交编号不对。').max(80, '提交编号不对。'),
  /** From this day on she holds the posts no more. */
  day: daySchema,
  /** Account of who takes over; null = nobody yet, the posts are vacant and her things stay. */
  successorId: id.nullable(),
  /** Posts that the successor takes over; the others become vacant. */
  taken: z.array(id).max(50),
  disable: z.boolean(),
});

export interface HandoverPost {
  readonly id: string;
  readonly unitName: string;
  readonly title: string;
  readonly roleName: string;
  /** Why the successor cannot take it over here; null when she can. */
  readonly notTaken: string | null;
}
export interface HandoverThing {
  /** '没存完的导入' */
  readonly name: string;
  readonly what: readonly string[];
  /** What she must do herself before; null when it goes along. */
  readonly first: string | null;
}
/** The list as it was made, kept so that it can be printed again. */
export interface HandoverList {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly successor: string | null;
  readonly day: string;
  readonly by: string;
  readonly at: string;
  readonly posts: readonly { readonly unitName: string; readonly title: string; readonly taken: boolean }[];
  readonly things: readonly Pick<HandoverThing, 'name' | 'what'>[];
  readonly disabled: boolean;
}
export interface HandoverPage {
  readonly account: { readonly id: string; readonly name: string; readonly login: string };
  readonly posts: readonly HandoverPost[];
  readonly things: readonly HandoverThing[];
  /** Deputations in either role, which end with the posts. */
  readonly deputies: readonly string[];
  /** Why nothing may be handed over; null when it may. */
  readonly refusal: string | null;
  readonly past: readonly HandoverList[];
}
/** A seat that a hand-over left empty (空缺). */
export interface Vacancy {
  readonly postId: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly title: string;
  readonly role: string;
  readonly roleName: string;
  readonly since: string;
  readonly last: string;
}
