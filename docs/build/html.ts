/** Small pieces of HTML; whatever is text goes through `text`. */
import type { Catalog } from './catalog.ts';

/** Escaped for elements and attributes. */
export const text = (raw: string): string =>
  raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export const element = (name: string, content: string): string => `<${name}>${content}</${name}>`;

export const link = (to: string, label: string): string => `<a href="${text(to)}">${text(label)}</a>`;

export const list = (items: readonly string[]): string =>
  items.length === 0
    ? element('p', 'None.')
    : element('ul', items.map((item) => element('li', item)).join('\n'));

/** @param head none for a table of facts */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  if (rows.length === 0) return element('p', 'None.');
  const row = (cells: readonly string[], name: string): string =>
    element('tr', cells.map((cell) => element(name, cell)).join(''));
  return element(
    'table',
    [...(head.length === 0 ? [] : [row(head, 'th')]), ...rows.map((cells) => row(cells, 'td'))].join('\n'),
  );
};

const style =
  'body{font:16px/1.5 sans-serif;margin:0;display:flex}nav{min-width:15em;padding:1em;background:#f3f4f6;min-height:100vh}main{padding:1em 2em;max-width:60em}table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.3em .6em;text-align:left;vertical-align:top}';

/** @param base the way back to the site's root */
export const page = (catalog: Catalog, base: string, title: string, body: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${text(title)} · Tributary</title><style>${style}</style></head>
<body>
<nav>
${navigation(catalog, base)}
</nav>
<main>
<h1>${text(title)}</h1>
${body}
</main>
</body>
</html>
`;

const navigation = ({ contexts, topics }: Catalog, base: string): string => {
  const to = (folder: string, names: readonly string[]): string =>
    list(names.map((name) => link(`${base}${folder}/${name}.html`, name)));
  const apis = contexts.filter(({ routes }) => routes.length > 0);
  return [
    element('p', link(`${base}index.html`, 'Context map')),
    element('h3', 'Contexts'),
    to(
      'contexts',
      contexts.map(({ name }) => name),
    ),
    element('h3', 'Topics'),
    to(
      'topics',
      topics.map(({ topic }) => topic),
    ),
    element('h3', 'APIs'),
    to(
      'apis',
      apis.map(({ name }) => name),
    ),
  ].join('\n');
};
