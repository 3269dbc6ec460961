/** A letter, as text and as HTML: the same paragraphs in both, and nothing in them is markup. */
import type { Language } from './mail.ts';

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What a template writes. */
export interface Draft {
  readonly subject: string;
  /** A line break within a paragraph is kept. */
  readonly paragraphs: readonly string[];
}

export const finished = ({ subject, paragraphs }: Draft, language: Language): Letter => ({
  // A line break in a subject would begin another header, and the rest of a long one nobody sees.
  subject: subject.replace(/\p{Cc}+/gu, ' ').slice(0, 200),
  text: `${paragraphs.join('\n\n')}\n`,
  html: `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<body style="font-family: sans-serif; line-height: 1.5; max-width: 40em">
${paragraphs.map((paragraph) => `<p>${escaped(paragraph).replaceAll('\n', '<br>')}</p>`).join('\n')}
</body>
</html>
`,
});

const escapes: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => escapes.get(character) ?? '');
