/** The console as a process of its own, which `npm start` keeps running: `node console/run.ts <file>`. */
import { readFileSync } from 'node:fs';
import { consoleRun } from '../local/console-process.ts';
import { clientConfiguration } from '../local/emulated-aws.ts';
import { connectTo } from '../ops/connection.ts';
import { buildPage } from './build.ts';
import { builtPage, startConsole } from './console.ts';

const [file = ''] = process.argv.slice(2);
const { stack, dir, port, token } = consoleRun.parse(JSON.parse(readFileSync(file, 'utf8')));

const [, connection] = await Promise.all([
  buildPage(builtPage),
  connectTo('local', clientConfiguration(stack.awsEndpoint)),
]);
const local = { stack, dir };
const server = await startConsole({ connection, port, token, mayChange: true, page: builtPage, local });
process.stdout.write('ready\n');

const end = (): void => {
  void server.stop().then(() => process.exit(0));
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
