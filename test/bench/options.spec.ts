/** What a run can be asked. */
import { expect, it } from 'vitest';
import { optionsFrom } from '../../bench/harness/options.ts';

const names = ['wire', 'relay'];

it('measures everything in five rounds unless it is told otherwise', () => {
  expect(optionsFrom([], names)).toEqual({ only: names, rounds: 5, scale: 1, profile: false });
});

it('measures what it is told', () => {
  const words = ['--only', 'relay,wire', '--rounds', '7', '--scale', '0.1', '--profile'];
  expect(optionsFrom(words, names)).toEqual({
    only: ['relay', 'wire'],
    rounds: 7,
    scale: 0.1,
    profile: true,
  });
});

it.each([
  [['--only', 'rely']],
  [['--rounds', '0']],
  [['--rounds', '1.5']],
  [['--scale', '2']],
  [['--scale', 'x']],
  [['--unknown']],
  [['word']],
])('says how it is used when it is asked %j', (words) => {
  expect(() => optionsFrom(words, names)).toThrow(/usage: npm run bench .*paths: wire, relay/);
});
