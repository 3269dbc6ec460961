/** Writes a letter in its customer's language. */
import { formatsOf } from './formats.ts';
import { finished, type Letter } from './letter.ts';
import type { Contact, Language, Mail } from './mail.ts';
import { de } from './templates/de.ts';
import { en } from './templates/en.ts';
import { fr } from './templates/fr.ts';
import type { Wording } from './wording.ts';

const wordings = { de, en, fr } satisfies { readonly [language in Language]: Wording };

/** @throws RangeError for a currency that is none, or a time that is none */
export const letterOf = (mail: Mail, { language, name }: Pick<Contact, 'language' | 'name'>): Letter => {
  const { greeting, closing, draft } = wordings[language];
  const { subject, paragraphs } = draft(mail, formatsOf(language));
  return finished({ subject, paragraphs: [greeting(name), ...paragraphs, closing] }, language);
};
