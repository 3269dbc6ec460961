/** `replay`: a consumer handles its topics again, in place or beside the live one. */
import { type Command, UsageError } from '../command.ts';
import { interruption } from '../interruption.ts';
import { optionsIn, required } from '../options.ts';
import { runBeside } from '../replay/run-beside.ts';
import { runInPlace } from '../replay/run-in-place.ts';
import { startIn } from '../replay/start.ts';
import { watch } from '../replay/watch.ts';

const options = {
  from: { type: 'string' },
  topic: { type: 'string' },
  beside: { type: 'string' },
  'in-place': { type: 'boolean', default: false },
  'side-effects': { type: 'string', default: 'off' },
  'although-paused': { type: 'boolean', default: false },
  watch: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
} as const;

export const command: Command = {
  summary: 'a consumer handles its topics again: from the beginning, a moment or an offset',
  usage: `npm run ops -- replay <context>.<function> --from beginning|<moment>|<partition>:<offset> --in-place
    [--topic <name>] [--side-effects on] [--although-paused] [--yes]
npm run ops -- replay <context>.<function> --from beginning|<moment> --beside <name> [--yes]
npm run ops -- replay <context>.<function> --watch

  --in-place         the live consumer itself: its mappings are paused, its groups moved, its mappings resumed
  --beside <name>    the same code in a function and groups of its own, without side effects; taken away at the end
  <moment>           how long ago (90s, 15m, 2h, 3d), or a time (2026-03-01T12:00:00Z)
  --topic            one of its topics; needed with <partition>:<offset> when it has more
  --side-effects on  needed in place where the world outside is asked again
  --although-paused  its mappings are paused already, and no breaker or other replay holds them
  --watch            only shows how far it is
  --yes              does not ask

It says what it will do, and asks. docs/runbooks/replay.md`,
  run: async (words, connection, say) => {
    const { values, positionals } = optionsIn(words, options);
    const consumer = required('<context>.<function>', positionals[0]);
    const { beside, topic, yes } = values;
    if (!['on', 'off'].includes(values['side-effects'])) throw new UsageError('--side-effects is on or off');
    using interrupted = interruption();
    const admin = connection.kafka.admin();
    await admin.connect();
    const run = { connection, admin, consumer, say, signal: interrupted.signal };
    try {
      if (values.watch) return (await watch(run)) ? 0 : 130;
      if (values['in-place'] === (beside !== undefined)) {
        throw new UsageError('say --in-place, or --beside <name>');
      }
      const start = startIn(required('from', values.from), Date.now());
      const sideEffects = values['side-effects'] === 'on';
      return beside === undefined
        ? await runInPlace(run, { start, topic, sideEffects, althoughPaused: values['although-paused'], yes })
        : await runBeside(run, { start, name: beside, sideEffects, yes });
    } finally {
      await admin.disconnect();
    }
  },
};
