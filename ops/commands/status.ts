/** `npm run ops -- status`: how an environment does, at a glance. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from '../command.ts';
import { interruption } from '../interruption.ts';
import { numberOf, optionsIn } from '../options.ts';
import { statusOf } from '../status/gather.ts';
import { rendered } from '../status/rendered.ts';

const options = {
  json: { type: 'boolean', default: false },
  watch: { type: 'boolean', default: false },
  every: { type: 'string', default: '5' },
} as const;

/** Cursor to the first place, and the rest of the screen away. */
const clear = '\u001b[H\u001b[2J';

export const command: Command = {
  summary: 'lag, parked keys, dead letters, last errors and relays, at a glance',
  usage: `usage: npm run ops -- status [--env <name>] [--json] [--watch [--every <seconds>]]

Changes nothing. --json prints one document a look, --watch looks again every 5 seconds until Ctrl-C.`,
  run: async (words, connection, say) => {
    const { json, watch, every } = optionsIn(words, options).values;
    const seconds = numberOf('every', every, 1);
    using stop = interruption();
    while (true) {
      const status = await statusOf(connection);
      if (json) say(JSON.stringify(status));
      else say((watch && process.stdout.isTTY ? clear : '') + rendered(status).join('\n'));
      if (!watch) return 0;
      await sleep(seconds * 1_000, undefined, { signal: stop.signal }).catch(() => undefined);
      if (stop.signal.aborted) return 0;
    }
  },
};
