/** The page of all results. */
import { isMet } from './contest.ts';
import { repeated } from './repeated.ts';
import type { Machine, Result } from './result.ts';
import { comparisonTable, markdown, places } from './table.ts';

const preface = `# How fast, and for how much

<!-- Written by \`npm run bench\`; do not edit. -->

Each path beside what people would use in its place, and beside the least that it could take. \`npm run bench\` measures all of
it again; \`-- --only <path>\` one path. Figures are of one laptop with everything on it, so that only ratios say something:
both sides run in every round, one after the other, with another one first each time; a ratio is the median of its rounds, with
the least and the greatest. AWS itself is an emulator here, whose requests cost about as much as ours do beside them.`;

/** @param flameGraph where the picture of a path's time is, seen from the page; undefined where there is none */
export const pageOf = (
  results: readonly Result[],
  flameGraph: (path: string) => string | undefined,
): string => {
  const sections = results.map((result) => sectionOf(result, flameGraph(result.path)));
  return `${[preface, summaryOf(results), ...sections].join('\n\n')}\n`;
};

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
  const runs = results.map(repeated);
  const [all, others] = [runs.flatMap((run) => run.all), runs.flatMap((run) => run.others)];
  const twice = all.reduce((sum, each) => sum + each, 0);
  return [
    `${met} of ${judged.length} goals are met.`,
    ...(twice === 0
      ? []
      : [
          `Of ${twice} ratios, the median of the run before lies within this run’s spread for ${twice - others.length}; the rest is named below.`,
          '',
        ]),
    ...(lines.length > 0 ? ['Missed:', '', ...lines] : []),
  ].join('\n');
};

const busy =
  '**The machine was busy with other things**: look at the spread, and measure again before a figure is relied on.';

const sectionOf = (result: Result, picture: string | undefined): string => {
  const { path, title, rounds, at, seconds, machine, comparisons, tables = [], notes = [] } = result;
  return [
    `## ${title}`,
    `\`npm run bench -- --only ${path}\`, ${rounds} rounds, ${Math.round(seconds)} s, ${minuteOf(at)}, ${machineText(machine)}.`,
    ...(machine.load > machine.cores ? [busy] : []),
    ...(comparisons.length > 0 ? [markdown(comparisonTable(comparisons))] : []),
    ...tables.map(markdown),
    ...(picture === undefined ? [] : [`Where our own process spends its time: [flame graph](${picture}).`]),
    ...(notes.length > 0 ? [notes.map((note) => `- ${note}`).join('\n')] : []),
    ...beforeOf(result),
  ].join('\n\n');
};

/** What another run said, where this one does not say the same. */
const beforeOf = (result: Result): readonly string[] => {
  const { others } = repeated(result);
  if (others.length === 0) return [];
  const all = others.map(({ what, peer, before }) => `${what}, against ${peer}: ${places(before)}`);
  return [`The run before, ${minuteOf(result.before?.at)}, had another median: ${all.join('; ')}.`];
};

const minuteOf = (at = ''): string => `${at.slice(0, 16).replace('T', ' ')} UTC`;

const machineText = ({ cpu, cores, memoryGb, load, versions }: Machine): string => {
  const made = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `${cpu}, ${cores} cores, ${memoryGb} GB, load ${load} before it; ${made.join(', ')}`;
};
