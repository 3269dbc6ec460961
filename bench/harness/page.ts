/** The page of all results. */
import { isMet } from './contest.ts';
import type { Machine, Result } from './result.ts';
import { comparisonTable, markdown } from './table.ts';

const preface = `# How fast, and for how much

<!-- Written by \`npm run bench\`; do not edit. -->

Each path beside what people would use in its place, and beside the least that it could take. \`npm run bench\` measures all of
it again; \`-- --only <path>\` one path. Figures are of one laptop with everything on it, so that only ratios say something:
both sides run in every round, one after the other, with another one first each time; a ratio is the median of its rounds, with
the least and the greatest. AWS itself is an emulator here, whose requests cost about as much as ours do beside them.`;

export const pageOf = (results: readonly Result[]): string =>
  `${[preface, summaryOf(results), ...results.map(sectionOf)].join('\n\n')}\n`;

const summaryOf = (results: readonly Result[]): string => {
  const judged = results.flatMap(({ title, comparisons }) =>
    comparisons.filter(({ goal }) => goal !== undefined).map((each) => ({ title, ...each })),
  );
  const missed = Map.groupBy(
    judged.filter((each) => isMet(each) === false),
    ({ title, peer, limit = '' }) => JSON.stringify([title, peer, limit]),
  );
  const lines = [...missed].map(([group, comparisons]) => {
    const [title, peer, limit] = JSON.parse(group) as readonly string[];
    const all = comparisons.map(({ what }) => what).join('; ');
    return `- ${title}, against ${peer}: ${all}.${limit === '' ? '' : ` ${limit}`}`;
  });
  const met = judged.filter((each) => isMet(each)).length;
  return [
    `${met} of ${judged.length} goals are met.`,
    ...(lines.length > 0 ? ['Missed:', '', ...lines] : []),
  ].join('\n');
};

const busy =
  '**The machine was busy with other things**: look at the spread, and measure again before a figure is relied on.';

const sectionOf = ({
  path,
  title,
  rounds,
  at,
  seconds,
  machine,
  comparisons,
  tables = [],
  notes = [],
}: Result) =>
  [
    `## ${title}`,
    `\`npm run bench -- --only ${path}\`, ${rounds} rounds, ${Math.round(seconds)} s, ${at.slice(0, 16).replace('T', ' ')} UTC, ${machineText(machine)}.`,
    ...(machine.load > machine.cores ? [busy] : []),
    ...(comparisons.length > 0 ? [markdown(comparisonTable(comparisons))] : []),
    ...tables.map(markdown),
    ...(notes.length > 0 ? [notes.map((note) => `- ${note}`).join('\n')] : []),
  ].join('\n\n');

const machineText = ({ cpu, cores, memoryGb, load, versions }: Machine): string => {
  const made = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `${cpu}, ${cores} cores, ${memoryGb} GB, load ${load} before it; ${made.join(', ')}`;
};
