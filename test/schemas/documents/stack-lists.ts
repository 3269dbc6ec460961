/** What the stacks say in their own words: which function listens to which topics. */
import { textOf, topicsIn } from '../../../docs/build/source-text.ts';

export interface StackConsumer {
  readonly entry: string;
  readonly topics: readonly string[];
}

export const consumersOf = (context: string): readonly StackConsumer[] => {
  const path = `lib/${context}.ts`;
  const text = textOf(path);
  const consumers = [...text.matchAll(/new EventConsumer\(.*?entry: '([^']+)'.*?topics: \[([^\]]*)\]/gs)];
  // A projection has a consumer for each of its versions.
  const projections = [...text.matchAll(/new Projection\(.*?topics: \[([^\]]*)\]/gs)].flatMap(
    ([, list = '']) =>
      [...text.matchAll(/\{ version: \d+, entry: '([^']+)' \}/g)].map(([, entry = '']) => ['', entry, list]),
  );
  return [...consumers, ...projections].map(([, entry = '', list = '']) => ({
    entry,
    topics: topicsIn(list, path, text),
  }));
};
