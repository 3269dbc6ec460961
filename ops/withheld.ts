/** What operators are not shown: whoever has it could pay with it. */

/** By the names of fields, wherever they stand. */
const secret: ReadonlySet<string> = new Set(['paymentToken']);

const mark = '(withheld)';

/** Whether messages of a schema, as JSON text, may hold what is secret: then their bytes are not shown either. */
export const mayHoldSecrets = (schema: string): boolean =>
  [...secret].some((name) => schema.includes(`"${name}"`));

/** @returns the same, with a mark in place of what is secret */
export const withheld = (data: unknown): unknown => {
  if (Array.isArray(data)) return data.map(withheld);
  if (typeof data !== 'object' || data === null || ArrayBuffer.isView(data)) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, secret.has(name) ? mark : withheld(value)]),
  );
};
