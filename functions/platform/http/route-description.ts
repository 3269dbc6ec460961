/** What a route promises, as plain data: its handler validates by it, and its documentation is made of it. */
import type * as z from '../zod.ts';
import type { Scope } from './scopes.ts';

export interface RouteDescription {
  /** API Gateway's route key, such as `GET /orders/{id}`. */
  readonly key: string;
  /** What it does, in a few words. */
  readonly summary: string;
  /** `z.undefined()` for a route without a body. */
  readonly body: z.ZodMiniType;
  readonly answer: {
    readonly status: number;
    readonly description: string;
    readonly body: z.ZodMiniType;
    /** @default application/json */
    readonly contentType?: string;
    /** What its headers say, by their names. @default none but the correlation id */
    readonly headers?: { readonly [name: string]: string };
  };
  /** What each query parameter means, by its name; all are optional. @default none */
  readonly query?: { readonly [name: string]: string };
  /** Problems of this route alone, beside those that every route has. */
  readonly problems: readonly RouteProblem[];
  /** One of them is enough; none for a route that knows its caller by signature. */
  readonly scopes: readonly Scope[];
  /** The header that proves who calls, in place of a token. @default a token of the user pool */
  readonly signature?: { readonly header: string; readonly description: string };
}

export interface RouteProblem {
  readonly status: number;
  /** The document's `type` is `urn:problem:<type>`. */
  readonly type: string;
  /** When it is the answer. */
  readonly when: string;
}
