/** Signs in again while a run goes on: a token is valid for an hour. */
import { type Shop, shop } from '../../local/shop.ts';
import type { Stack } from '../../local/stack-file.ts';

/** How long a token is used, milliseconds. */
const used = 20 * 60_000;

/** @returns who tells the users' shops, in the order of their names */
export const signedIn = async (
  stack: Stack,
  names: readonly string[],
): Promise<() => Promise<readonly Shop[]>> => {
  const signIn = (): Promise<readonly Shop[]> => Promise.all(names.map((name) => shop(stack, name)));
  let [shops, until] = [await signIn(), Date.now() + used];
  return async () => {
    // What cannot be renewed now is good for a while.
    if (Date.now() > until) [shops, until] = [await signIn().catch(() => shops), Date.now() + used];
    return shops;
  };
};
