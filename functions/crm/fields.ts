/** The fields of a line, between semicolons; quotes hide a semicolon. */
import { parse } from 'csv-parse/sync';

const delimiter = ';';

/** @returns undefined when its quotes are broken */
export const fieldsOf = (text: string): readonly string[] | undefined => {
  if (!text.includes('"')) return text.split(delimiter).map((field) => field.trim());
  try {
    const [fields = []] = parse(text, { delimiter, relax_column_count: true, trim: true });
    return fields.map((field) => field.trim());
  } catch {
    return undefined;
  }
};
