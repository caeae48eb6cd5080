import type { z } from 'zod';
import type { AppError } from '../errors/index.ts';

/** Who asks: http knows only whether she may; what she is belongs to access. */
export interface Caller {
  can(permission: string): boolean;
  /** For limits: one bucket per account. */
  readonly limitKey: string;
  /** True when she has proved within ten minutes that it is still she (SECURITY 11). */
  readonly fresh: boolean;
  /** What she must do before anything else: change her password, set up her second step; null when nothing. */
  readonly owes: 'password' | 'second-step' | null;
}

export type Rate = 'read' | 'write' | 'sign-in' | 'heavy';

export interface Context<C extends Caller, P, Q, B> {
  readonly caller: C;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly request: Request;
  readonly address: string;
  /** Session token as sent, for sign-out; never logged. */
  readonly token: string | undefined;
}

/**
 * A route (路由) is data plus one handler. `permission` is not optional: a route without one does not compile,
 * and one that names an unknown permission stops the start (SECURITY 12).
 */
export interface Route<C extends Caller = Caller> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** `public` = no sign-in; `signed-in` = any account; else a permission of access/policy. */
  readonly permission: string;
  readonly rate: Rate;
  readonly summary: string;
  /** Asks her to prove herself again when her last proof is older than ten minutes: 401 `sign-in.fresh` (SECURITY 11). */
  readonly fresh?: true;
  /** May be used while she still owes a new password or a second step. */
  readonly unfinished?: true;
  /**
   * The address holds a secret that no other site knows, so none can send its form; its page lets no referrer out, and a
   * browser then says `Origin: null`.
   */
  readonly secretAddress?: true;
  /** A page draws its refusals itself, in place of the JSON that scripts read. */
  readonly refuse?: (error: AppError, request: Request) => Response | Promise<Response>;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Bytes of a JSON body that are taken; two million unless told. */
  readonly maxBody?: number;
  // biome-ignore lint/suspicious/noExplicitAny: the shapes are checked where the route is defined; the table only runs it
  readonly handle: (ctx: Context<C, any, any, any>) => Promise<unknown>;
}

type Out<T> = T extends z.ZodType ? z.output<T> : undefined;

/** Defines a route with its handler typed from its own shapes. */
export function defineRoute<
  C extends Caller,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(route: {
  readonly method: Route['method'];
  readonly path: string;
  readonly permission: string;
  readonly rate: Rate;
  readonly summary: string;
  readonly fresh?: true;
  readonly unfinished?: true;
  readonly secretAddress?: true;
  readonly refuse?: (error: AppError, request: Request) => Response | Promise<Response>;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly maxBody?: number;
  readonly handle: (ctx: Context<C, Out<P>, Out<Q>, Out<B>>) => Promise<unknown>;
}): Route<C> {
  return route as unknown as Route<C>;
}
