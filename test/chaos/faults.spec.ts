/** What the faults are made of: the seed, the shuffling of keys, the kinds of poison, and the door. */

import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { build } from 'esbuild';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { bugs } from '../../chaos/bugs/bugs.ts';
import { plant, planted } from '../../chaos/bugs/plant.ts';
import { openDoor, tellDoor } from '../../chaos/faults/door.ts';
import type { Fault } from '../../chaos/faults/fault.ts';
import { reordered, shuffled } from '../../chaos/faults/reordered.ts';
import { bringAbout } from '../../chaos/faults/schedule.ts';
import { purchase } from '../../chaos/load/stories.ts';
import { commandOf, optionsIn } from '../../chaos/options.ts';
import { seeded } from '../../chaos/random.ts';
import { type RunningServer, serve } from '../../local/http-server.ts';
import { lambda } from '../../local/poller/lambda.ts';
import { root } from '../architecture/source-files.ts';

describe('a seed', () => {
  it('gives the same numbers, orders and choices again, and another seed others', () => {
    const draws = (seed: number) => {
      const random = seeded(seed);
      return Array.from({ length: 50 }, (_, n) => [random.next(), purchase(n, ['A', 'B'], random)]);
    };
    expect(draws(3)).toEqual(draws(3));
    expect(draws(3)).not.toEqual(draws(4));
  });

  it('draws within bounds, and by weight', () => {
    const random = seeded(1);
    const drawn = Array.from({ length: 2_000 }, () => random.between(2, 4));
    expect(new Set(drawn)).toEqual(new Set([2, 3, 4]));
    const items = [{ weight: 9 }, { weight: 1 }, { weight: 0 }];
    const chosen = Array.from({ length: 2_000 }, () => items.indexOf(random.weighted(items)));
    const rare = chosen.filter((index) => index === 1).length;
    expect(rare).toBeGreaterThan(120);
    expect(rare).toBeLessThan(280);
    expect(chosen).not.toContain(2);
  });
});

describe('a reordered batch', () => {
  it('has the same records, those of a key in their order', () => {
    const batches = fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c', null), n: fc.nat() }));
    fc.assert(
      fc.property(batches, fc.nat(), (batch, seed) => {
        const after = shuffled(batch, seeded(seed).next);
        expect(after).toHaveLength(batch.length);
        for (const key of ['a', 'b', 'c', null]) {
          expect(after.filter((one) => one.key === key)).toEqual(batch.filter((one) => one.key === key));
        }
      }),
    );
  });

  it('does change the order of keys, within a partition only', () => {
    const records = { 'x-0': [...'abcdefgh'].map((key) => ({ key })), 'x-1': [{ key: 'z' }] };
    const event = JSON.parse(reordered(Buffer.from(JSON.stringify({ records })), seeded(2).next).toString());
    expect(event.records['x-0']).not.toEqual(records['x-0']);
    expect(event.records['x-1']).toEqual(records['x-1']);
  });
});

describe('the door', () => {
  const asked: { readonly url: string; readonly body: string }[] = [];
  let emulator: RunningServer;
  let door: RunningServer;
  beforeAll(async () => {
    emulator = await serve(async (request, response) => {
      let body = '';
      for await (const part of request) body += part;
      asked.push({ url: request.url ?? '', body });
      response.writeHead(201, { 'x-function': 'yes' }).end(`heard ${body}`);
    }, 0);
    door = await openDoor(0, emulator.url);
  });
  afterAll(async () => {
    await door.stop();
    await emulator.stop();
  });
  const post = (path: string, body: string, headers = {}) =>
    fetch(`${door.url}${path}`, { method: 'POST', body, headers });
  const invocation = '/2015-03-31/functions/ordering/invocations';
  const batch = JSON.stringify({ records: { 'x-0': [{ key: 'a' }] } });

  it('lets everything through as it is', async () => {
    asked.length = 0;
    const answer = await post('/anything?x=1', 'körper');
    expect([answer.status, answer.headers.get('x-function')]).toEqual([201, 'yes']);
    expect(await answer.text()).toBe('heard körper');
    expect(asked).toEqual([{ url: '/anything?x=1', body: 'körper' }]);
  });

  it('repeats invocations only, and answers once', async () => {
    asked.length = 0;
    await tellDoor(door.url, { repeated: 1 });
    expect((await post(invocation, batch)).status).toBe(201);
    expect((await post('/other', 'x')).status).toBe(201);
    expect(asked.map(({ url }) => url)).toEqual([invocation, invocation, '/other']);
  });

  it("repeats what the poller's own client invokes", async () => {
    asked.length = 0;
    await tellDoor(door.url, { repeated: 1 });
    await lambda(door.url)('ordering', JSON.parse(batch));
    expect(asked.map(({ body }) => JSON.parse(body))).toEqual([JSON.parse(batch), JSON.parse(batch)]);
  });

  it("throttles what the functions' own client asks, so that it knows it as such", async () => {
    await tellDoor(door.url, { throttled: 1 });
    const credentials = { accessKeyId: 'x', secretAccessKey: 'x' };
    const client = new DynamoDBClient({
      endpoint: door.url,
      region: 'us-east-1',
      credentials,
      maxAttempts: 1,
    });
    const asking = client.send(new GetItemCommand({ TableName: 'any', Key: { pk: { S: 'x' } } }));
    await expect(asking).rejects.toMatchObject({ name: 'ProvisionedThroughputExceededException' });
  });

  it('refuses DynamoDB requests only, as DynamoDB throttles, until it is told otherwise', async () => {
    asked.length = 0;
    await tellDoor(door.url, { throttled: 1 });
    const refused = await post('/', '{}', { 'x-amz-target': 'DynamoDB_20120810.GetItem' });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      __type: expect.stringMatching(/#ProvisionedThroughputExceededException$/),
    });
    expect((await post('/', '{}', { 'x-amz-target': 'AmazonSQS.SendMessage' })).status).toBe(201);
    await tellDoor(door.url, {});
    expect((await post('/', '{}', { 'x-amz-target': 'DynamoDB_20120810.GetItem' })).status).toBe(201);
    expect(asked).toHaveLength(2);
  });
});

describe('faults', () => {
  it('are each brought about once before any comes again, and each is ended', async () => {
    const log: string[] = [];
    const fault = (name: string): Fault => ({
      name,
      weight: name === 'a' ? 1_000 : 1,
      lasts: [0, 0],
      inject: async () => {
        log.push(`+${name}`);
        return async () => void log.push(`-${name}`);
      },
    });
    const nothing: Fault = { ...fault('nothing'), inject: async () => undefined };
    let left = 5;
    const injected = await bringAbout({
      faults: [fault('a'), fault('b'), fault('c'), nothing],
      random: seeded(5),
      say: () => undefined,
      recovery: async () => 7,
      goesOn: () => left-- > 0,
      between: [0, 0],
    });
    expect(new Set(injected.slice(0, 3).map(({ name }) => name))).toEqual(new Set(['a', 'b', 'c']));
    expect(injected).toHaveLength(4);
    expect(injected.every(({ recoveredIn }) => recoveredIn === 7)).toBe(true);
    expect(log.filter((_, index) => index % 2 === 1)).toEqual(injected.map(({ name }) => `-${name}`));
  });
});

describe('planted bugs', () => {
  it.each(bugs.map((bug) => [bug.name, bug] as const))('%s can be planted', (_name, bug) => {
    const text = readFileSync(join(root, bug.file), 'utf8');
    expect(planted(text, bug)).not.toBe(text);
  });

  it('are in a tree that has all that a run needs', async () => {
    const [bug] = bugs;
    if (bug === undefined) throw new Error('there is no bug');
    const copy = plant(bug);
    onTestFinished(() => rmSync(copy, { recursive: true }));
    const entryPoints = ['chaos/main.ts', 'local/poller/main.ts', 'bin/app.ts'];
    const settings = { absWorkingDir: copy, outdir: 'out', bundle: true, write: false } as const;
    const built = await build({
      ...settings,
      entryPoints,
      platform: 'node',
      format: 'esm',
      packages: 'external',
    });
    expect(built.outputFiles).toHaveLength(entryPoints.length);
  });

  it('are refused, by name, where the source reads otherwise', () => {
    const bug = { name: 'x', file: 'y.ts', from: 'a', to: 'b' };
    expect(() => planted('c', bug)).toThrow(/x cannot be planted: y\.ts holds 0 times/);
    expect(() => planted('aa', bug)).toThrow(/2 times/);
  });
});

describe('the command line', () => {
  it('is thirty minutes of everything unless it says otherwise', () => {
    expect(optionsIn(['--seed', '4'])).toMatchObject({
      seconds: 1_800,
      mostSeconds: 5_400,
      orders: 1,
      enoughFaults: 1,
      seed: 4,
      faults: [],
      bugs: undefined,
    });
    expect(optionsIn(['--bugs', '--only', 'a, b'])).toMatchObject({ bugs: ['a', 'b'] });
    expect(optionsIn(['--bugs'])).toMatchObject({ bugs: [] });
  });

  it('may ask for more than minutes, and for an end in any case', () => {
    const words = '--minutes 10 --orders 20000 --enough-faults 200 --most-minutes 60'.split(' ');
    expect(optionsIn(words)).toMatchObject({
      ...{ seconds: 600, mostSeconds: 3_600, orders: 20_000, enoughFaults: 200 },
    });
    expect(optionsIn(['--minutes', '10', '--most-minutes', '5'])).toMatchObject({ mostSeconds: 600 });
  });

  it('is shown without the files that the outcome went to', () => {
    expect(commandOf(['--page', 'a.md', '--seed', '4', '--json', 'b'])).toBe('npm run chaos -- --seed 4');
  });

  it.each([[['--minutes', 'x']], [['--rate', '0']], [['--colour', 'red']]])('refuses %j', (words) => {
    expect(() => optionsIn(words)).toThrow(/--/);
  });
});
