/** Where everything that is not in the repository goes. */
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');
export const home = join(root, '.local');
