/** The id of a cause, taken apart for people; see `Cause` for how it is put together. */

export type ReadableCause =
  /** Without its Idempotency-Key, which is its caller's own affair. */
  | { readonly kind: 'request'; readonly route: string }
  | { readonly kind: 'message'; readonly source: string; readonly id: string }
  | { readonly kind: 'deadline'; readonly id: string }
  | { readonly kind: 'other'; readonly id: string };

export const readableCause = (cause: string): ReadableCause => {
  const [, route] = /^http:([A-Z]+ \/[^:]*):/.exec(cause) ?? [];
  if (route !== undefined) return { kind: 'request', route };
  const [, deadline] = /^deadline:(.+)$/.exec(cause) ?? [];
  if (deadline !== undefined) return { kind: 'deadline', id: deadline };
  const [, source, id] = /^[\w.-]+:(\/[^:]+):(.+)$/.exec(cause) ?? [];
  return source !== undefined && id !== undefined
    ? { kind: 'message', source, id }
    : { kind: 'other', id: cause };
};
