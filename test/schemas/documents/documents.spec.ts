/** The generated documents: fresh, told apart when they are not, and complete. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fieldsOf } from '../../../docs/build/avro-field.ts';
import { readCatalog, refuseLoose } from '../../../docs/build/catalog.ts';
import { consumerOf } from '../../../docs/build/consumers.ts';
import { documentsOf } from '../../../docs/build/documents.ts';
import { siteOf } from '../../../docs/build/site.ts';
import { root } from '../../../docs/build/source-text.ts';
import { staleIn } from '../../../docs/build/stale.ts';

const catalog = await readCatalog();
const documents = documentsOf(catalog);
const generated = join(root, 'docs', 'generated');

describe('the generated documents', () => {
  it('are fresh', () => {
    expect(staleIn(generated, documents), 'run npm run docs').toEqual([]);
  });

  it('are the same each time', async () => {
    expect(documentsOf(await readCatalog())).toEqual(documents);
  });

  it('are each named when they are stale, missing or left over', () => {
    const folder = mkdtempSync(join(tmpdir(), 'documents-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    cpSync(generated, folder, { recursive: true });
    writeFileSync(join(folder, 'context-map.md'), 'old');
    writeFileSync(join(folder, 'contexts', 'gone.md'), 'old');
    rmSync(join(folder, 'asyncapi.json'));
    expect(staleIn(folder, documents)).toEqual([
      'asyncapi.json is missing',
      'context-map.md is stale',
      'contexts/gone.md is left over',
    ]);
  });

  it('have a page for every context, with every topic and every field', () => {
    for (const { context, topic, messages } of catalog.topics) {
      const page = documents.get(`contexts/${context}.md`) ?? '';
      expect(page).toContain(`### ${topic}\n`);
      for (const { path } of messages.flatMap(({ fields }) => fields))
        expect(page).toContain(`| \`${path}\` |`);
    }
  });

  it('take a context that only listens', () => {
    const consumer = {
      name: 'mail.all',
      context: 'mail',
      path: '',
      topics: ['ordering.order'],
      heard: ['OrderPlaced'],
    };
    const mail = {
      name: 'mail',
      purpose: 'Writes.',
      owner: 'mail',
      words: {},
      routes: [],
      consumers: [consumer],
    };
    const more = documentsOf({ ...catalog, contexts: [...catalog.contexts, mail] });
    expect([...more.keys()].filter((path) => path.includes('mail'))).toEqual(['contexts/mail.md']);
    expect(more.get('context-map.md')).toContain('ordering -->|"ordering.order"| mail');
  });
});

describe('the site', () => {
  const pages = siteOf(catalog);

  it('opens from disk: every link leads to a page, and nothing is fetched', () => {
    for (const [path, text] of pages) {
      for (const [, to = ''] of text.matchAll(/(?:href|src)="([^"]+)"/g)) {
        expect(pages.has(normalize(join(dirname(path), to))), `${path} links ${to}`).toBe(true);
      }
      expect(text).not.toMatch(/<script|@import|url\((?!#)/);
    }
  });

  it('escapes what people wrote', () => {
    const contexts = catalog.contexts.map((each) => ({ ...each, purpose: '<b>"&' }));
    expect(siteOf({ ...catalog, contexts }).get('contexts/ordering.html')).toContain('&lt;b&gt;&quot;&amp;');
  });
});

describe('generation fails in one line', () => {
  const record = (doc: string) =>
    ({ type: 'record', name: 'Line', fields: [{ name: 'sku', type: 'string', doc }] }) as const;

  it('for a field without doc, however deep, naming file, place and rule', () => {
    const lines = { name: 'lines', type: { type: 'array', items: record('') }, doc: 'All.' } as const;
    const outer = { type: 'record', name: 'Order', fields: [lines] } as const;
    expect(() => fieldsOf('schemas/a/b/Order.v1.avsc', outer)).toThrow(
      /^schemas\/a\/b\/Order\.v1\.avsc: lines\[\]\.sku lacks doc; every public field says what it means[^\n]*$/,
    );
  });

  it('for a topic that nobody publishes', () => {
    const topics = catalog.topics.map((topic) => ({ ...topic, publishers: [] }));
    expect(() => refuseLoose({ ...catalog, topics })).toThrow(
      /no stack publishes it; name it in lib\/crm\.ts/,
    );
  });

  it('for a message that is heard and never said', () => {
    const topics = catalog.topics.map((topic) => ({ ...topic, messages: [] }));
    expect(() => refuseLoose({ ...catalog, topics })).toThrow(/hears \w+, which is in none of its contracts/);
  });

  it('for a handler that cannot be read', async () => {
    const text = "export const handler = kafkaHandler({ consumer: name, contracts: all, heard: ['A'] });";
    await expect(consumerOf('functions/x/consume.ts', text)).rejects.toThrow(
      /^functions\/x\/consume\.ts: expected/,
    );
  });
});
