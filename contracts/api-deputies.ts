import { z } from 'zod';
import { daySchema } from './day.ts';

/** Acting for an absence (代理): the powers of one post for another person, from a day to a day, ending by themselves. */

const id = z.uuid('编号不对。');
export const deputyBody = z.strictObject({
  postId: id,
  /** Account of who stands in. */
  deputyId: id,
  from: daySchema,
  /** The last day, itself included. */
  to: daySchema,
  reason: z.string().trim().min(1, '事由还没有填,如“产假”“外出学习”。').max(100, '事由最多 100 个字。'),
});
export const endDeputyBody = z.strictObject({ sure: z.literal(true) });
export const candidatesQuery = z.object({ post: id });

export interface DeputyView {
  /** The acting post. */
  readonly id: string;
  readonly title: string;
  readonly unitName: string;
  readonly principal: string;
  readonly deputy: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly state: 'coming' | 'now' | 'over';
  /** Whether it is she who is stood in for. */
  readonly mine: boolean;
  /** 'end' */
  readonly may: readonly string[];
}
export interface DeputyList {
  readonly rows: readonly DeputyView[];
  /** Her posts that somebody may act for. */
  readonly posts: readonly { readonly id: string; readonly title: string; readonly unitName: string }[];
}
export interface DeputyCandidate {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly unitName: string;
}
/** In whose place she acts now. */
export interface ActingView {
  readonly forName: string;
  readonly title: string;
  /** The last day. */
  readonly until: string;
}
