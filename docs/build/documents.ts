/** Every generated document, by its path. */
import { asyncApi } from './asyncapi.ts';
import type { Catalog } from './catalog.ts';
import { contextMap } from './context-map.ts';
import { contextPage } from './context-page.ts';
import { costPage } from './cost/page.ts';
import { jsonText } from './json-text.ts';
import { openApi } from './openapi.ts';
import { partitionsPage } from './partitions.ts';
import { textOf } from './source-text.ts';
import { readCycles } from './words.ts';

/** By path within `docs/generated/`. */
export type Documents = ReadonlyMap<string, string>;

/** @throws Error when the contexts go in a circle that nobody explained */
export const documentsOf = (catalog: Catalog): Documents => {
  const { version } = JSON.parse(textOf('package.json')) as { readonly version: string };
  const { contexts } = catalog;
  return new Map([
    ['asyncapi.json', `${jsonText(asyncApi(catalog, version))}\n`],
    ['cost.md', costPage()],
    ['context-map.md', contextMap(catalog, readCycles())],
    ['partitions.md', partitionsPage(catalog)],
    ...contexts.map((context) => [`contexts/${context.name}.md`, contextPage(context, catalog)] as const),
    ...contexts
      .filter(({ routes }) => routes.length > 0)
      .map((each) => [`openapi/${each.name}.json`, `${jsonText(openApi(each, version))}\n`] as const),
  ]);
};
