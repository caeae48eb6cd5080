import { z } from 'zod';

/** 她会看到什么: what a seat opens, by area, with counts from the real data and never a line of it. */

const id = z.uuid('编号不对。');
export const seenQuery = z.object({ unit: id, role: z.string().max(40) });
export const accountParams = z.object({ id });

export interface SeenExample {
  readonly name: string;
  /** null = she sees none of it. */
  readonly count: number | null;
  /** There are more than were counted. */
  readonly more: boolean;
  readonly unitWord: string;
  readonly note: string;
}
export interface SeenArea {
  readonly name: string;
  /** What she may do there, in words; empty = the area is closed to her. */
  readonly may: readonly string[];
  readonly examples: readonly SeenExample[];
}
export interface SeatSeen {
  readonly unitName: string;
  readonly roleName: string;
  readonly title: string | null;
  /** 等安全管理员确认: nothing of this is in force yet. */
  readonly waits: boolean;
  readonly areas: readonly SeenArea[];
}
export interface SeenView {
  readonly seats: readonly SeatSeen[];
}
