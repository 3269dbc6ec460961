/** `journal verify`: says where heads and journals disagree. */
import { styleText } from 'node:util';
import { type Command, UsageError } from '../command.ts';
import { interruption } from '../interruption.ts';
import { optionsIn } from '../options.ts';
import { faultsIn } from './faults.ts';
import type { Journaled, Place } from './journaled.ts';
import { type Target, targetOf } from './target.ts';
import { walk } from './walk.ts';

export interface Verified {
  /** `<context>/<aggregate>` */
  readonly name: string;
  readonly id: string;
  readonly version: number;
  /** Sentences; none when the journal tells the head. */
  readonly faults: readonly string[];
}

export const verify = async ({ name, historyOf }: Journaled, place: Place, id: string): Promise<Verified> => {
  const history = await historyOf(place, id);
  return { name, id, version: history.head?.version ?? 0, faults: faultsIn(history) };
};

const options = {
  context: { type: 'string' },
  aggregate: { type: 'string' },
  id: { type: 'string' },
  all: { type: 'boolean', default: false },
  resume: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

export const verifyCommand: Command['run'] = async (words, connection, say) => {
  const { values } = optionsIn(words, options);
  const target = targetOf(connection, values);
  const tell = (verified: Verified) => say(values.json ? JSON.stringify(verified) : lineOf(verified));
  if (values.all) return verifyAll(target, values.resume, tell, values.json ? console.error : say);
  const [kind, ...others] = target.kinds;
  if (kind === undefined || others.length > 0 || values.id === undefined) {
    throw new UsageError('expected --aggregate <name> --id <id>, or --all');
  }
  const verified = await verify(kind, target.place, values.id);
  tell(verified);
  return verified.faults.length === 0 ? 0 : 1;
};

const verifyAll = async (
  { kinds, place }: Target,
  resume: string | undefined,
  tell: (verified: Verified) => void,
  say: (line: string) => void,
): Promise<number> => {
  if (resume !== undefined && kinds.length !== 1) throw new UsageError('--resume needs --aggregate <name>');
  using stop = interruption();
  let faulty = 0;
  for (const kind of kinds) {
    const { name } = kind;
    const { visited, next } = await walk({
      ...place,
      name,
      from: resume,
      signal: stop.signal,
      visit: async (id) => {
        const verified = await verify(kind, place, id);
        if (verified.faults.length === 0) return;
        faulty += 1;
        tell(verified);
      },
      progress: (count, at) => at !== undefined && say(`${name}: ${count} verified; --resume ${at}`),
    });
    const stopped = next === undefined ? '' : `; stopped, go on with --aggregate and --resume ${next}`;
    say(`${name}: ${visited} verified, ${faulty} differ until now${stopped}`);
    if (stop.signal.aborted) return 130;
  }
  return faulty === 0 ? 0 : 1;
};

const lineOf = ({ name, id, version, faults }: Verified): string =>
  faults.length === 0
    ? `${styleText('green', 'ok')}  ${name} ${id}: the journal tells the head, version ${version}`
    : [`${styleText('red', 'differs')}  ${name} ${id}`, ...faults.map((fault) => `  ${fault}`)].join('\n');
