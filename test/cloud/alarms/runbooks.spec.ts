/** Whoever is woken by an alarm finds a page that is about it. */
import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { seeRunbook } from '../../../lib/platform/alarms/runbook-alarm.ts';
import { readTemplates } from '../../../local/assembly/templates.ts';
import { assemblyOf } from '../../../synth/assembly.ts';
import { alarmsOf } from './alarms.ts';
import { readRunbooks } from './runbook-pages.ts';

const runbooks = readRunbooks();
const alarmsIn = async (env: string) => {
  const { metricAlarms, pagingAlarms } = alarmsOf(readTemplates(await assemblyOf({ env })));
  return [...metricAlarms, ...pagingAlarms];
};

const assemblies = [
  { environment: 'dev', alarms: await alarmsIn('dev') },
  { environment: 'local', alarms: await alarmsIn('local') },
];
const named = new Set<string>();

describe.each(assemblies)('in $environment', ({ alarms }) => {
  it.each(alarms)('$name says in a sentence what is wrong, and names the heading about it', (alarm) => {
    const [sentence = '', place = ''] = alarm.description.split(' See docs/runbooks/');
    const [, page = '', heading = ''] = /^([\w-]+)\.md#([\w-]+)\.$/.exec(place) ?? [];
    expect(sentence).toMatch(/^\w.+\.$/);
    const section = runbooks.get(page)?.find(({ anchor }) => anchor === heading)?.text ?? '';
    for (const part of ['It means.', 'Look.', 'Do.', 'It is over']) expect(section).toContain(`**${part}**`);
    named.add(`${page}#${heading}`);
  });
});

it('may be read elsewhere than in the repository', () => {
  const { node } = new App({ context: { runbooks: 'https://pages.example/runbooks' } });
  expect(seeRunbook(node, { page: 'lag', heading: 'lag' })).toBe(
    'See https://pages.example/runbooks/lag.md#lag.',
  );
});

it('no section is about an alarm that there is not', () => {
  const written = [...runbooks].flatMap(([page, sections]) =>
    sections.filter(({ text }) => text.includes('**It means.**')).map(({ anchor }) => `${page}#${anchor}`),
  );
  // Express brokers have alarms of their own, and costs are watched by AWS, not by an alarm.
  expect(written.filter((each) => !named.has(each))).toEqual(['brokers#throttled', 'cost#anomaly']);
});
