/** `node bench/windows.ts [events] [rounds]`: a window against one write for each event, alternated in one run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientConfiguration } from '../local/emulated-aws.ts';
import { installed } from '../local/install/installed.ts';
import { freePort } from '../local/ports.ts';
import { emulator } from '../local/services/emulator.ts';
import { supervise } from '../local/services/supervise.ts';
import { type Measured, projected, skus, windowed } from './counting.ts';

const compare = async (client: DynamoDBClient, events: number, rounds: number): Promise<void> => {
  const ratios: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const window = await windowed(client, events, 100);
    const single = await projected(client, events);
    const alone = await windowed(client, Math.min(events, 600), 1);
    ratios.push(window.perSecond / single.perSecond);
    const rate = ({ perSecond }: Measured) => Math.round(perSecond);
    console.log(
      `round ${round}: window ${rate(window)}/s (hottest sum written ${window.hottest} times for ${events / skus} events), ` +
        `a conditional write for each ${rate(single)}/s, a transaction for each ${rate(alone)}/s`,
    );
  }
  const [median = 0] = ratios.sort((a, b) => a - b).slice(Math.floor(ratios.length / 2));
  console.log(`window / a conditional write for each: ${median.toFixed(2)} (median of ${rounds})`);
};

const run = async (events: number, rounds: number): Promise<void> => {
  const dir = mkdtempSync(join(tmpdir(), 'tributary-windows-'));
  const [installation, port] = [await installed(console.error), await freePort()];
  const onFatal = ({ message }: Error) => console.error(message);
  const aws = await supervise({ ...emulator({ installation, dir, port }), say: console.error, onFatal });
  try {
    await compare(new DynamoDBClient(clientConfiguration(`http://127.0.0.1:${port}`)), events, rounds);
  } finally {
    await aws.stop();
    rmSync(dir, { recursive: true, force: true });
  }
};

try {
  const [events = 6_000, rounds = 5] = process.argv.slice(2).map(Number);
  if (!(events >= 1 && rounds >= 1)) throw new Error('usage: node bench/windows.ts [events] [rounds]');
  await run(events, rounds);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
