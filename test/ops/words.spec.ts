/** How operators' words are read, and how questions are asked. */
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../ops/command.ts';
import { confirmed } from '../../ops/confirmed.ts';
import { interruption } from '../../ops/interruption.ts';
import { momentIn } from '../../ops/moment.ts';
import { numberOf, optionsIn, required } from '../../ops/options.ts';
import { printable, table } from '../../ops/table.ts';

const now = Date.parse('2026-03-01T12:00:00.000Z');

describe('a moment', () => {
  it.each([
    ['90s', now - 90_000],
    ['15m', now - 900_000],
    ['2h', now - 7_200_000],
    ['3d', now - 3 * 86_400_000],
    ['2026-02-28T00:00:00Z', Date.parse('2026-02-28T00:00:00Z')],
    ['2026-02-28', Date.parse('2026-02-28')],
  ])('%s is understood', (text, at) => {
    expect(momentIn('since', text, now)).toBe(at);
  });

  it.each(['', 'yesterday', '15', '-5m', '1w', '2026-02-31x'])('%j is not', (text) => {
    expect(() => momentIn('since', text, now)).toThrow(UsageError);
  });
});

describe('options', () => {
  it('are read by name', () => {
    const { values, positionals } = optionsIn(['id', '--json'], { json: { type: 'boolean' } });
    expect([values.json, positionals]).toEqual([true, ['id']]);
  });

  it('that are unknown, missing or no number are told', () => {
    expect(() => optionsIn(['--jsno'], { json: { type: 'boolean' } })).toThrow(UsageError);
    expect(() => required('id', undefined)).toThrow('--id is missing');
    expect(() => numberOf('rate', 'many')).toThrow('--rate is many');
    expect(() => numberOf('rate', '')).toThrow(UsageError);
    expect(() => numberOf('every', '0', 1)).toThrow('at least 1');
    expect(numberOf('rate', '1.5')).toBe(1.5);
  });
});

describe('a question', () => {
  it('is not asked with --yes, but said', async () => {
    const said: string[] = [];
    expect(await confirmed('It changes.', { yes: true, say: (line) => said.push(line) })).toBe(true);
    expect(said).toEqual(['It changes.']);
  });
});

describe('an interruption', () => {
  it('is told once, and heeded no longer than the operation lasts', () => {
    const before = process.listenerCount('SIGINT');
    {
      using stop = interruption();
      expect(stop.signal.aborted).toBe(false);
      process.emit('SIGINT');
      expect(stop.signal.aborted).toBe(true);
      expect(process.listenerCount('SIGINT')).toBe(before);
    }
    {
      using stop = interruption();
      expect(stop.signal.aborted).toBe(false);
      expect(process.listenerCount('SIGINT')).toBe(before + 1);
    }
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});

describe('a table', () => {
  it('is as wide as what stands in it, colours not counted', () => {
    const [, first, second] = table(
      ['A', 'B'],
      [
        ['\u001b[31mlong\u001b[39m', 'x'],
        ['s', 'y'],
      ],
    );
    expect(first).toBe('\u001b[31mlong\u001b[39m  x');
    expect(second).toBe('s     y');
  });

  it('shows nothing that steers a terminal, and not too much', () => {
    expect(printable('a\u001b[2Jb\r\nc\u202e')).toBe('ab c ');
    expect(printable('x'.repeat(200))).toHaveLength(120);
  });
});
