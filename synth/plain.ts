/** Templates of two environments in the same words: without the environment's name, its region, and where its cluster is. */

export interface Spelling {
  readonly environment: string;
  readonly region: string;
}

/** As the template of a laptop names the cluster that it does not have. */
const cluster =
  'arn:aws:kafka:<region>:000000000000:cluster/tributary-<environment>/00000000-0000-0000-0000-000000000000-1';

/** What CloudFormation will make of a value, as far as that can be known. */
export const plain = (value: unknown, spelling: Spelling): unknown => {
  if (typeof value === 'string') return spelled(value, spelling);
  if (Array.isArray(value)) return value.map((each) => plain(each, spelling));
  if (typeof value !== 'object' || value === null) return value;
  const made = Object.fromEntries(
    Object.entries(value).map(([name, each]) => [spelled(name, spelling), plain(each, spelling)]),
  );
  return computed(made);
};

const spelled = (text: string, { environment, region }: Spelling): string =>
  text
    .replaceAll(region, '<region>')
    .replaceAll(`tributary-${environment}`, 'tributary-<environment>')
    .replaceAll(`tributary/${environment}/`, 'tributary/<environment>/')
    .replace(new RegExp(`^${environment}(?=\\.)`), '<environment>')
    .replace(new RegExp(`(?<=/)${environment}(?=\\.\\w+\\.[\\w-]+\\.)`), '<environment>');

const computed = (value: { readonly [name: string]: unknown }): unknown => {
  const { 'Fn::ImportValue': imported, 'Fn::Split': split, 'Fn::Join': join } = value;
  if (/:ExportsOutputFnGetAttMsk\w{8}Arn\w{8}$/.test(String(imported))) return cluster;
  if (isTexts(split) && split.length === 2) return split[1]?.split(split[0] ?? '');
  if (Array.isArray(join) && isTexts(join[1])) return join[1].join(String(join[0]));
  return value;
};

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');
