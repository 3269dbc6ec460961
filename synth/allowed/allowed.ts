/** In what a context's stack in the cloud may differ from the same stack on a laptop, and why. */

import { edgeRows } from './edge.ts';
import { keptRows } from './kept.ts';
import { releaseRows } from './release.ts';
import type { Allowed } from './row.ts';
import { serviceRows } from './services.ts';

export const allowed: readonly Allowed[] = [...serviceRows, ...releaseRows, ...keptRows, ...edgeRows];
