/** All paths, in the page's order. */
import type { Path } from './harness/path.ts';
import { coldStart } from './paths/cold-start.ts';
import { consumer } from './paths/consumer.ts';
import { growth } from './paths/growth.ts';
import { http } from './paths/http.ts';
import { relay } from './paths/relay.ts';
import { stores } from './paths/stores.ts';
import { system } from './paths/system.ts';
import { windows } from './paths/windows.ts';
import { wire } from './paths/wire.ts';

export const paths: readonly Path[] = [
  wire,
  consumer,
  windows,
  relay,
  http,
  coldStart,
  stores,
  growth,
  system,
];
