/** Anything that a record may hold, as text for people: not too long, and with nothing in it that cannot be seen. */

export interface Readable {
  readonly text: string;
  /** How many characters it has in all, when not all are in the text. */
  readonly cutFrom?: number;
}

/** Characters that a page shows of one body. */
const longest = 20_000;

export const asText = (value: unknown): Readable =>
  shortened(typeof value === 'string' ? value : (JSON.stringify(value, plain, 2) ?? 'nothing'));

export const shortened = (text: string, most = longest): Readable =>
  text.length <= most
    ? { text: visible(text) }
    : { text: visible(text.slice(0, most)), cutFrom: text.length };

/** Numbers of 64 bits are beyond JSON's own; bytes are told as such. */
const plain = (_name: string, value: unknown): unknown => {
  if (typeof value === 'bigint') return String(value);
  const isBytes = typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer';
  return isBytes && 'data' in value ? `bytes ${Buffer.from(value.data as number[]).toString('hex')}` : value;
};

/** What would turn the line around, hide in it or steer a terminal is told by its number. */
export const visible = (text: string): string =>
  text.replace(
    /[^\P{C}\n\t]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}}`,
  );
