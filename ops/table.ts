/** Columns for a terminal, as wide as what stands in them. */
import { stripVTControlCharacters, styleText } from 'node:util';

const widthOf = (cell: string): number => stripVTControlCharacters(cell).length;

/** @param rows their cells may be coloured */
export const table = (titles: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => {
  const all = [titles, ...rows];
  const widths = titles.map((_, column) => Math.max(...all.map((row) => widthOf(row[column] ?? ''))));
  const lineOf = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)))
      .join('  ')
      .trimEnd();
  return [styleText('bold', lineOf(titles)), ...rows.map(lineOf)];
};

/** What others wrote must not steer the terminal, nor fill it. */
export const printable = (text: string, longest = 120): string => {
  const clean = stripVTControlCharacters(text).replace(/[\p{Cc}\p{Cf}]+/gu, ' ');
  return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean;
};
