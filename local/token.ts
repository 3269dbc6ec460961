/** `npm run token -- --as customer:ada | operator | carrier`: a token for the running system, on a line of its own. */
import { parseArgs } from 'node:util';
import { readStack, stackFile } from './stack-file.ts';
import { carrierToken, createUser, operator, tokenOf } from './users.ts';
import { type Whom, whomIn } from './whom.ts';

const issued = async (whom: Whom): Promise<string> => {
  const stack = readStack(stackFile);
  if (whom.is === 'carrier') return carrierToken(stack);
  const [name, group] =
    whom.is === 'operator' ? ([operator, 'operators'] as const) : ([whom.name, 'customers'] as const);
  await createUser(stack, name, group);
  return tokenOf(stack, name);
};

try {
  const { values } = parseArgs({ options: { as: { type: 'string' } } });
  process.stdout.write(`${await issued(whomIn(values.as))}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
