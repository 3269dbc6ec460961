/** The page with a run's figures. */
import { cpus, totalmem } from 'node:os';
import type { Figures } from './figures.ts';

/** @param command as it was typed; @param at when the run ended */
export const pageOf = (figures: Figures, command: string, at: Date): string => {
  const { seed, faults, violations } = figures;
  return `# Chaos

Written by \`${command}\` on ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC, on a machine of ${cpus().length} cores
(${cpus()[0]?.model.trim()}) and ${Math.round(totalmem() / 2 ** 30)} GB that ran everything, the load and the checker included. Seed ${seed}.

Real load goes through the deployed local system while its parts are killed, stopped, throttled and poisoned, one fault after
the other, drawn by the seed. Then it is quiet, and a checker judges by what is seen from outside: answers over HTTP, every
record of every topic, the dead-letter queues and the gateway's own books. The rules are in \`chaos/checker/rules/\`.

${totals(figures)}

| fault | times | recovered, p50 | recovered, max |
|---|---|---|---|
${faults.map(({ name, injected, p50, max }) => `| ${name} | ${injected} | ${ms(p50)} | ${ms(max)} |`).join('\n')}

"Recovered": from the end of a fault (for a kill, from the kill) until a subscriber saw the end of an order that was placed after
it. The first orders after a fault wait behind those that piled up, so these times hold the backlog too.${unrecovered(figures)}

${poisonOf(figures)}${violations.length === 0 ? 'No violation was found.' : violationsOf(figures)}
`;
};

const totals = ({ loadSeconds, seconds, accepted, records, endings, returns, ...rest }: Figures): string => {
  const { injected, poisoned, letters, violations } = rest;
  const rows = [
    ['load and faults', `${(loadSeconds / 60).toFixed(1)} min`],
    ['until judged', `${(seconds / 60).toFixed(1)} min`],
    ['orders accepted', String(accepted)],
    [
      'of them',
      Object.entries(endings)
        .map(([name, count]) => `${name} ${count}`)
        .join(', '),
    ],
    ['returns completed', String(returns)],
    ['records read', String(records)],
    ['faults injected', String(injected)],
    ['poisoned records, letters found', `${poisoned}, ${letters}`],
    ['violations', String(violations.length)],
  ];
  return ['| | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
};

const poisonOf = ({ poison }: Figures): string =>
  poison.length === 0
    ? ''
    : `| poison | times | in the queue, whole | good records behind it | where it ended |
|---|---|---|---|---|
${poison.map((of) => `| ${of.kind} | ${of.times} | ${of.parkedWhole} | ${of.behind} | ${endOf(of)} |`).join('\n')}

Behind a poisoned record its key stands still. When ${'`ops dlq`'}'s own functions have redriven what could be mended, and dropped the rest, what
waited has its effect, in its order; no queue holds a letter, no key is parked, and the sums add up again.

`;

const endOf = ({ mendedBy }: Figures['poison'][number]): string =>
  mendedBy === undefined ? 'dropped' : `redriven, when ${mendedBy}`;

const ms = (time: number | undefined): string =>
  time === undefined ? '-' : `${(time / 1_000).toFixed(2)} s`;

const unrecovered = ({ unrecovered: count }: Figures): string =>
  count === 0
    ? ''
    : `\nAfter ${count} faults no such order was seen before the load ended or a minute was over.`;

const shown = 40;

const violationsOf = ({ violations }: Figures): string =>
  [
    `## Violations`,
    '',
    ...violations.slice(0, shown).map(({ rule, about, what }) => `- ${rule}: \`${about}\` ${what}`),
    ...(violations.length > shown ? [`- and ${violations.length - shown} more`] : []),
  ].join('\n');
