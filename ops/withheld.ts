/** What operators are not shown: whoever has it could pay with it. */

/** By the names of fields, wherever they stand. */
const secret: ReadonlySet<string> = new Set(['paymentToken']);

/** @returns the same, with a mark in place of what is secret */
export const withheld = (data: unknown): unknown => {
  if (Array.isArray(data)) return data.map(withheld);
  if (typeof data !== 'object' || data === null || ArrayBuffer.isView(data)) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, secret.has(name) ? '(withheld)' : withheld(value)]),
  );
};
