/** A flame graph: calls under their callers, as wide as their share of the time. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Profiler } from 'node:inspector';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { flameGraph } from '../../bench/profile/flame-graph.ts';
import { addProfile, frame } from '../../bench/profile/frames.ts';
import { origins } from '../../bench/profile/origin.ts';
import { recorder } from '../../bench/profile/profiler.ts';
import { root } from '../../local/install/home.ts';

const node = (id: number, functionName: string, children: number[], url = 'file:///a/b.ts') => ({
  id,
  callFrame: { functionName, url, lineNumber: 1, columnNumber: 0, scriptId: '1' },
  children,
});

/** `outer` calls `in<ner`, which takes three fifths of the time, and `last`; as much again is idle, or recording. */
const profile: Profiler.Profile = {
  nodes: [
    node(1, '(root)', [2, 4, 5], ''),
    node(2, 'outer', [3, 6]),
    node(3, 'in<ner', []),
    node(4, '(idle)', [], ''),
    node(5, 'post', [], 'node:inspector'),
    node(6, 'last', []),
  ],
  startTime: 0,
  endTime: 8_000,
  samples: [2, 3, 4, 3, 3, 4, 6, 5],
  timeDeltas: [1_000, 1_000, 2_000, 1_000, 1_000, 2_000, 1_000, 1_000],
};

const recorded = (times: number) => {
  const all = frame('all', '');
  for (let time = 0; time < times; time += 1) addProfile(all, profile, origins());
  return all;
};

describe('the time', () => {
  it('is that of a call with all that it called, and nobody waits in it', () => {
    const all = recorded(1);
    const [outer] = all.children.values();
    expect([all.total, outer?.total]).toEqual([5_000, 5_000]);
    expect([...(outer?.children.values() ?? [])].map(({ name, total }) => [name, total])).toEqual([
      ['in<ner', 3_000],
      ['last', 1_000],
    ]);
  });

  it('adds up over several profiles', () => {
    const all = recorded(3);
    expect([all.total, all.children.size]).toEqual([15_000, 1]);
  });
});

describe('the picture', () => {
  it('has a box for each call, as wide as its share, under its caller', () => {
    const picture = flameGraph('relay', recorded(1));
    const boxes = [...picture.matchAll(/<title>(.+?)<\/title><rect x="(.+?)" y="(.+?)" width="(.+?)"/g)];
    expect(boxes.map(([, title, ...place]) => [title, ...place.map(Number)])).toEqual([
      ['outer, /a/b.ts: 100.0 %', 0, 26, 1_199.5],
      ['in&lt;ner, /a/b.ts: 60.0 %', 0, 43, 719.5],
      ['last, /a/b.ts: 20.0 %', 720, 43, 239.5],
    ]);
    expect(picture).toContain('relay: 5 ms');
  });
});

describe('an origin', () => {
  it.each([
    ['', 'engine'],
    ['node:internal/timers', 'node'],
    [`${pathToFileURL(root)}/functions/reads.ts`, 'functions/reads.ts'],
    [`${pathToFileURL(root)}/node_modules/@aws-sdk/client-sqs/dist/index.js`, '@aws-sdk/client-sqs'],
    [`${pathToFileURL(root)}/node_modules/a/node_modules/b/index.mjs`, 'b'],
    [`${root}/node_modules/kafkajs/index.js`, 'kafkajs'],
  ])('of %s is %s', (url, origin) => {
    expect(origins()(url, 0)).toBe(origin);
  });

  it('of a line in a bundle is the module that it was made of', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
    const bundle = join(folder, 'index.mjs');
    writeFileSync(
      bundle,
      '// node_modules/zod/v4/core.js\nvar a;\n// functions/reads.ts\nvar b; // not/a.ts\nvar c;\n',
    );
    const url = pathToFileURL(bundle).href;
    expect([1, 3, 4].map((line) => origins()(url, line))).toEqual([
      'zod',
      'functions/reads.ts',
      'functions/reads.ts',
    ]);
    rmSync(folder, { recursive: true });
  });
});

it('is recorded while something runs, and not behind it', async () => {
  const { during, recorded: all } = recorder();
  const burn = (until: number): number => {
    let turns = 0;
    while (performance.now() < until) turns += 1;
    return turns;
  };
  expect(await during(() => burn(performance.now() + 100))).toBeGreaterThan(0);
  const names = [
    ...JSON.stringify([...all.children], (_, value) => (value instanceof Map ? [...value] : value)).matchAll(
      /"name":"(\w+)"/g,
    ),
  ];
  expect(names.map(([, name]) => name)).toContain('burn');
  expect(all.total).toBeGreaterThan(50_000);
  const { total } = all;
  burn(performance.now() + 50);
  expect(all.total).toBe(total);
});
