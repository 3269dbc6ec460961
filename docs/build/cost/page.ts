/** The page that says what an environment costs in a month. */
import { type Price, type PriceName, prices } from './prices.ts';
import { perOrder, settings, usageOf } from './usage.ts';

const rates = [0, 10, 1_000, 100_000];
const names = Object.keys(prices) as PriceName[];

const dollars = (amount: number): string => amount.toLocaleString('en', { maximumFractionDigits: 0 });
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const heading = (cells: readonly string[]): readonly string[] => [row(cells), row(cells.map(() => '---'))];

/** Of each unit, in dollars. */
const costOf = (
  setting: (typeof settings)[number],
  rate: number,
): { readonly [name in PriceName]: number } => {
  const usage = usageOf(setting, rate);
  const entries = names.map((name) => [name, (usage[name] ?? 0) * prices[name].dollars]);
  return Object.fromEntries(entries);
};

export const totalOf = (setting: (typeof settings)[number], rate: number): number =>
  Object.values(costOf(setting, rate)).reduce((sum, each) => sum + each, 0);

const totals = settings.map((setting) =>
  row([setting.name, ...rates.map((rate) => `$${dollars(totalOf(setting, rate))}`)]),
);

const parts = names.map((name) => {
  const { unit, dollars: price, source }: Price = prices[name];
  const prod = settings.filter((setting) => setting.name === 'prod');
  const spent = prod.flatMap((setting) => rates.map((rate) => dollars(costOf(setting, rate)[name])));
  return row([unit, `$${price}`, ...spent, source]);
});

export const costPage = (): string =>
  [
    '# What it costs',
    '',
    'Dollars a month, at list prices of us-east-1, without taxes, support, free tiers, savings plans and traffic to the internet; orders come',
    'evenly, all month long. Made of `docs/build/cost/`: prices with their sources, and what one order uses.',
    '',
    ...heading(['environment', 'idle', ...rates.slice(1).map((rate) => `${dollars(rate)} orders an hour`)]),
    ...totals,
    '',
    'Idle is brokers and pollers: an environment that nobody uses is best not there. What grows with orders is mostly users who sign in, of',
    'whom each is assumed to order ten times a month: whoever has millions of them brings an issuer of tokens that is cheaper. Then it is',
    'writes of DynamoDB, since every commit is a transaction of two items, and what is handled: each message, by each of its readers.',
    '',
    '## By unit, in prod',
    '',
    ...heading([
      'unit',
      'price',
      ...rates.map((rate) => (rate === 0 ? 'idle' : `${dollars(rate)}/h`)),
      'source',
    ]),
    ...parts,
    '',
    'Each price was read in the place beside it, most of them copies and other people’s tables of what AWS takes: look at AWS’s own page before a',
    'budget is made of it. What is stored grows: the figures are those of the first month, and Kafka keeps orders for ever.',
    '',
    '## One order',
    '',
    'Commits, writes, reads, messages, what is handled and kilobytes in topics are what `npm run bench` counted; the rest is an estimate, and no bill:',
    '',
    ...Object.entries(perOrder).map(
      ([name, value]) => `- ${name.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)}: ${value}`,
    ),
    '',
    'To verify in an account: `aws ce get-cost-and-usage` by service, a month after the first deployment.',
    '',
  ].join('\n');
