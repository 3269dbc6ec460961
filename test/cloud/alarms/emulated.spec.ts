/** Every alarm of the cloud rings in an emulator when its metric is bad, is quiet again behind it, and pages once. */

import { afterAll, describe, expect, it } from 'vitest';
import { readTemplates } from '../../../local/assembly/templates.ts';
import { assemblyOf } from '../../../synth/assembly.ts';
import { alarmsOf, type MetricAlarm } from './alarms.ts';
import { dayOf, often, rangeOf } from './days.ts';
import { emulation } from './emulation.ts';

const { metricAlarms, pagingAlarms } = alarmsOf(readTemplates(await assemblyOf({ env: 'dev' })));

describe('in the emulator', async () => {
  const running = new AsyncDisposableStack();
  afterAll(() => running.disposeAsync());
  // Silence is not seen there: it evaluates when something is said.
  const said = metricAlarms.filter((alarm) => dayOf(alarm).bad !== undefined);
  const silent = metricAlarms.filter((alarm) => !said.includes(alarm)).map(({ name }) => name);
  const heard = pagingAlarms.map((paging) => ({
    ...paging,
    children: paging.children.filter((child) => !silent.includes(child)),
  }));
  const range = (alarm: MetricAlarm): number => alarm.period * alarm.evaluationPeriods;
  /** Bad values leave the range of their alarm this many seconds after they are put; they are judged when they are. */
  const seen = 8;
  /** For a machine that is busy. */
  const patience = { interval: 500, timeout: 180_000 };

  it('each rings, then is quiet, and each that pages does so once for all of its own', async () => {
    const { deploy, put, states, pages } = await emulation(running);
    await deploy(metricAlarms, pagingAlarms);
    const all = (state: string) =>
      new Map([
        ...said.map(({ name }) => [name, state] as const),
        ...heard.map(({ name }) => [name, state] as const),
      ]);
    const heardNow = async () => new Map([...(await states())].filter(([name]) => !silent.includes(name)));
    const good = () => put(said.map((alarm) => ({ alarm, values: [dayOf(alarm).good], before: 0 })));
    await good();
    expect(await heardNow()).toEqual(all('OK'));
    await pages();
    const bad = () =>
      put(
        said.map((alarm) => ({
          alarm,
          values: often(rangeOf(alarm), dayOf(alarm).bad).map(Number),
          before: range(alarm) - seen,
        })),
      );
    await expect.poll(() => bad().then(heardNow), patience).toEqual(all('ALARM'));
    expect(await pages()).toEqual(heard.map(({ name }) => `${name} ALARM`).sort());
    await expect.poll(() => good().then(heardNow), patience).toEqual(all('OK'));
    expect(await pages()).toEqual(heard.map(({ name }) => `${name} OK`).sort());
  }, 600_000);
});
