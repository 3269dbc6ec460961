/** `journal rebuild`: writes one head again, when it must be and when it can be. */
import type { Command } from '../command.ts';
import { confirmed } from '../confirmed.ts';
import { optionsIn, required } from '../options.ts';
import { faultsIn } from './faults.ts';
import { rebuildHead, refusalOf } from './rebuild-head.ts';
import { targetOf } from './target.ts';

const options = {
  context: { type: 'string' },
  aggregate: { type: 'string' },
  id: { type: 'string' },
  yes: { type: 'boolean', default: false },
} as const;

export const rebuildCommand: Command['run'] = async (words, connection, say) => {
  const { yes, ...values } = optionsIn(words, options).values;
  required('aggregate', values.aggregate);
  const id = required('id', values.id);
  const { kinds, place } = targetOf(connection, values);
  for (const kind of kinds) {
    const history = await kind.historyOf(place, id);
    const faults = faultsIn(history);
    if (faults.length === 0) {
      say(`${kind.name} ${id}: the journal tells the head already; nothing to do`);
      return 0;
    }
    const refusal = refusalOf(history);
    if (refusal !== undefined) throw new Error(`${kind.name} ${id} was not rebuilt: ${refusal}`);
    const what = [
      `${kind.name} ${id}:`,
      ...faults.map((fault) => `  ${fault}`),
      `The head in ${place.table} becomes what the journal says, version ${history.folded.version}; its last messages are sent again.`,
    ];
    if (!(await confirmed(what.join('\n'), { yes, say }))) return 1;
    if ((await rebuildHead(place, history)) === 'moved') {
      throw new Error('nothing was changed: somebody else wrote the head meanwhile; verify it again');
    }
    say(`${kind.name} ${id}: rebuilt at version ${history.folded.version}`);
  }
  return 0;
};
