/** `npm run env:diff [a] [b]` prints in what the context stacks of two environments differ, `local` and `prod` unless named. */
import { styleText } from 'node:util';
import { allowing, isContextStack } from './allowed/allowing.ts';
import type { Allowed } from './allowed/row.ts';
import { type Difference, differencesBetween } from './difference.ts';
import { sideOf } from './side.ts';

const main = async ([a = 'local', b = 'prod']: readonly string[]): Promise<void> => {
  const all = differencesBetween(await sideOf(a), await sideOf(b)).filter(isContextStack);
  const kinds = Object.groupBy(all, ({ type, path }) => `${type} ${path}`.trim());
  for (const [kind, differences = []] of Object.entries(kinds)) say(kind, differences, a === 'local');
  const unexplained = all.filter((each) => allowing(each) === undefined);
  console.log(`\n${all.length} differences of ${Object.keys(kinds).length} kinds between ${a} and ${b}`);
  if (a !== 'local' || unexplained.length === 0) return;
  console.log(styleText('red', `${unexplained.length} of them are in no row of synth/allowed/`));
  process.exitCode = 1;
};

const width = 150;

const say = (kind: string, differences: readonly Difference[], explain: boolean): void => {
  const stacks = [...new Set(differences.map(({ stack }) => stack))].join(', ');
  console.log(`${styleText('bold', kind)} (${differences.length} in ${stacks})`);
  const seen = new Set<string>();
  for (const each of differences) {
    const sides = `  - ${brief(each.first)}\n  + ${brief(each.second)}`;
    if (seen.has(sides) || seen.size > 3) continue;
    seen.add(sides);
    console.log(sides);
  }
  if (explain) for (const why of new Set(differences.map(allowing).map(reason))) console.log(`  ${why}`);
};

const reason = (found: Allowed | undefined): string =>
  found === undefined ? styleText('red', 'not allowed') : styleText('dim', `since ${found.since}`);

const brief = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > width ? `${text.slice(0, width)}…` : text;
};

await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
