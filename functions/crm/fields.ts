/** The fields of a line, between semicolons; quotes around a whole field hide a semicolon, and two of them are one. */

const quoted = /\s*"((?:[^"]|"")*)"\s*(;|$)/y;
const plain = /([^";]*)(;|$)/y;

/** @returns undefined when its quotes are broken */
export const fieldsOf = (text: string): readonly string[] | undefined => {
  if (!text.includes('"')) return text.split(';').map((field) => field.trim());
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    const [whole, field, end] = fieldAt(quoted, text, at) ?? fieldAt(plain, text, at) ?? [];
    if (whole === undefined || field === undefined) return undefined;
    fields.push(field.replaceAll('""', '"').trim());
    at += whole.length;
    if (end === '') return fields;
  }
};

const fieldAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};
