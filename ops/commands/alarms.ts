/** `npm run ops -- alarms`: which alarms ring, and where it is written what to do. */
import { styleText } from 'node:util';
import { type AlarmState, alarmsOf } from '../alarms/alarms.ts';
import type { Command } from '../command.ts';
import { optionsIn } from '../options.ts';
import { printable } from '../table.ts';

const options = {
  all: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

export const command: Command = {
  summary: 'which alarms ring, with the runbook of each',
  usage: `usage: npm run ops -- alarms [--all] [--json] [--env <name>]

Changes nothing. Without --all only those that ring are printed; --json prints an array. Exit code 1 when one rings.`,
  run: async (words, connection, say) => {
    const { values } = optionsIn(words, options);
    const alarms = await alarmsOf(connection);
    const ringing = alarms.filter(({ state }) => state === 'ALARM');
    const shown = values.all ? alarms : ringing;
    if (values.json) say(JSON.stringify(shown));
    else {
      for (const alarm of shown) say(lineOf(alarm));
      say(styleText('bold', `${ringing.length} of ${alarms.length} alarms ring`));
    }
    return ringing.length === 0 ? 0 : 1;
  },
};

const colours = { ALARM: 'red', INSUFFICIENT_DATA: 'yellow', OK: 'green' } as const;

const lineOf = ({ name, state, says, runbook, since }: AlarmState): string =>
  [
    `${styleText(colours[state], state.padEnd(17))}  ${printable(name)}`,
    since === undefined ? '' : `since ${new Date(since).toISOString()}`,
    `\n    ${printable(says, 300)}`,
    runbook === undefined ? '' : `\n    ${runbook}`,
  ].join('  ');
