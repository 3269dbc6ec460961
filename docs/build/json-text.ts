/** Writes JSON as the formatter of this repository does: a short list of plain values stays on its line. */
const width = 110;

/** @param prefix what stands before the value on its line */
export const jsonText = (value: unknown, indent = '', prefix = ''): string => {
  if (Array.isArray(value)) return listText(value, indent, prefix);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .map(([name, each]) => {
      const key = `${indent}  ${JSON.stringify(name)}: `;
      return `${key}${jsonText(each, `${indent}  `, key)}`;
    });
  return entries.length === 0 ? '{}' : `{\n${entries.join(',\n')}\n${indent}}`;
};

const listText = (values: readonly unknown[], indent: string, prefix: string): string => {
  const inline = `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;
  const plain = values.every((value) => typeof value !== 'object' || value === null);
  if (plain && `${prefix}${inline}`.length < width) return inline;
  const lines = values.map((value) => `${indent}  ${jsonText(value, `${indent}  `, `${indent}  `)}`);
  return `[\n${lines.join(',\n')}\n${indent}]`;
};
