/** How the check tells one logical type from another. */

/** @returns empty for none; a decimal is told by its numbers too, as another scale is another amount */
export const logicalIn = ({ logicalType, precision, scale }: Readonly<Record<string, unknown>>): string => {
  if (typeof logicalType !== 'string') return '';
  if (logicalType !== 'decimal') return logicalType;
  return `decimal of precision ${precision} and scale ${scale ?? 0}`;
};
