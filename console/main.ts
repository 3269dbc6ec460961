/** `npm run console`: where the running system's console is, or one for a deployed environment. */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { freePort } from '../local/ports.ts';
import { readStack, stackFile } from '../local/stack-file.ts';
import { connect } from '../ops/connection.ts';
import { buildPage } from './build.ts';
import { builtPage, startConsole } from './console.ts';

const usage = `usage: npm run console -- [--env <name>] [--port <n>] [--allow-changes]

Without --env, or with --env local, it prints where the console of the running \`npm start\` is. With another environment it
opens one by your own AWS credentials, until Ctrl-C: for looking only, unless --allow-changes is said.`;

const options = {
  env: { type: 'string', default: 'local' },
  port: { type: 'string', default: '8083' },
  'allow-changes': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const run = async (): Promise<void> => {
  const { values } = parseArgs({ options });
  const { env, port: wanted } = values;
  if (values.help) return console.log(usage);
  if (env === 'local') {
    const { consoleUrl } = readStack(stackFile);
    if (consoleUrl === undefined) throw new Error('the running system has no console; start it again');
    return console.log(consoleUrl);
  }
  if (!/^\d+$/.test(wanted)) throw new Error(`--port is ${wanted}; expected a number\n\n${usage}`);
  const [connection] = await Promise.all([connect(env), buildPage(builtPage)]);
  const server = await startConsole({
    connection,
    port: await freePort(Number(wanted)),
    token: randomBytes(24).toString('base64url'),
    mayChange: values['allow-changes'],
    page: builtPage,
  });
  console.log(`${env}, ${values['allow-changes'] ? 'changes allowed' : 'for looking only'}: ${server.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.stop().then(() => process.exit(0)));
  }
};

try {
  await run();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
