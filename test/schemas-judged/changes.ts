/** Every change that three judges are asked about. */
import type { Change } from './change.ts';
import { fieldChanges } from './field-changes.ts';
import { nestedChanges } from './nested-changes.ts';
import { typeChanges } from './type-changes.ts';

export const changes: readonly Change[] = [...fieldChanges, ...nestedChanges, ...typeChanges];
