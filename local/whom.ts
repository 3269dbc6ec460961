/** Whom a token is asked for, as it is typed. */

export type Whom =
  | { readonly is: 'customer'; readonly name: string }
  | { readonly is: 'operator' }
  | { readonly is: 'carrier' };

const expected = 'expected --as customer:<name>, --as operator or --as carrier, such as --as customer:ada';

/** @throws Error saying what was given and what was expected */
export const whomIn = (given: string | undefined): Whom => {
  if (given === undefined || given === '') throw new Error(`nobody was named; ${expected}`);
  if (given === 'operator' || given === 'carrier') return { is: given };
  const [, name] = /^customer:(.*)$/s.exec(given) ?? [];
  if (name === undefined) throw new Error(`there is nobody like ${JSON.stringify(given)}; ${expected}`);
  if (name === 'operator') throw new Error('operator is the operator’s own name; use --as operator');
  if (/^[A-Za-z0-9][\w.-]{0,63}$/.test(name)) return { is: 'customer', name };
  throw new Error(
    `${JSON.stringify(name)} is no name of a customer; expected 1 to 64 letters, digits, dots, dashes or underscores`,
  );
};
