/** `npm start`: the whole system on this machine, until Ctrl-C. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { usualOrFreePorts } from './addresses.ts';
import { startConsoleProcess } from './console-process.ts';
import { elsewhereIn } from './elsewhere.ts';
import { home } from './install/home.ts';
import { releaseLock, takeLock } from './install/lock.ts';
import { freePort } from './ports.ts';
import { stock } from './seed.ts';
import { forgetStack, runLock, type Stack, stackFile, writeStack } from './stack-file.ts';
import { startSystem } from './system.ts';
import { type PollerLine, traceLine } from './trace.ts';
import { customers, tokenOf } from './users.ts';

const dir = join(home, 'run');
const startedAt = performance.now();
const running = new AsyncDisposableStack();
let ending = false;

const seconds = (): string => `${((performance.now() - startedAt) / 1_000).toFixed(1).padStart(5)} s`;
const say = (line: string): void => console.log(`${seconds()}  ${line}`);

const end = async (code: number): Promise<void> => {
  if (ending) return;
  ending = true;
  forgetStack(stackFile);
  await running.disposeAsync();
  if (code === 0) rmSync(dir, { recursive: true, force: true });
  releaseLock(runLock);
  process.exit(code);
};

const fail = (error: Error): void => {
  if (!ending) console.error(`\n${error.message}\n\nlogs: ${dir}`);
  void end(1);
};

const showTrace = (line: PollerLine): void => {
  const text = traceLine(line);
  if (text !== undefined) console.log(text);
};

/** Where people expect it. */
const consolePort = 8083;

const welcome = async (stack: Stack): Promise<string> => {
  const [customer] = customers;
  const [{ sku, unitPrice }] = stock;
  const order = { lines: [{ sku, quantity: 1, unitPrice }], currency: 'EUR', paymentToken: 'approve' };
  return `
console          ${stack.consoleUrl}

API              ${stack.apiUrl}/{crm,ordering,inventory,payment,shipping,returns,notification,tracking,sales}/…
AWS              ${stack.awsEndpoint}
Kafka            ${stack.kafkaBrokers}
schema registry  ${stack.schemaRegistryUrl}
payment gateway  ${stack.gatewayUrl}

Place an order as ${customer}:

curl -i ${stack.apiUrl}/ordering/orders \\
  -H 'authorization: Bearer ${await tokenOf(stack, customer)}' \\
  -H 'content-type: application/json' \\
  -d '${JSON.stringify(order)}'

or let \`npm run demo\` tell every ending. Ctrl-C ends everything. What happens:
`;
};

const holder = takeLock(runLock);
if (holder !== undefined) {
  console.error(`a system runs already, as process ${holder}; end that one first, or use it`);
  process.exit(1);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));
try {
  const ports = await usualOrFreePorts(say);
  const elsewhere = elsewhereIn(process.env);
  const { stack } = await startSystem({
    dir,
    ports,
    elsewhere,
    say,
    onTrace: showTrace,
    onFatal: fail,
    running,
  });
  const port = await freePort(consolePort);
  const page = await startConsoleProcess({ stack, dir, port, say, onFatal: fail });
  running.defer(page.console.stop);
  const whole = { ...stack, consoleUrl: page.consoleUrl };
  writeStack(stackFile, whole);
  say('ready');
  console.log(await welcome(whole));
} catch (error) {
  fail(error as Error);
}
