/** The page as it is built: how much of it there is, and that it asks nobody but its own server. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPage } from '../../console/build.ts';
import { eventLines } from '../../console/page/server/event-lines.ts';
import { troublesIn } from '../../console/page/views/map/troubles.ts';
import { pageFiles } from '../../console/server/page-files.ts';

const folder = join(mkdtempSync(join(tmpdir(), 'tributary-console-')), 'page');
beforeAll(() => buildPage(folder));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const most = 300_000;
const filesOf = (): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => extname(name) !== '' && name !== '.installed',
  );

describe('the page', () => {
  it('is less than 300 kB, as it is sent', () => {
    const bytes = filesOf().map((name) => gzipSync(readFileSync(join(folder, name))).length);
    expect(bytes.length).toBeGreaterThan(2);
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(most);
  });

  it('names no other host but those of names, which nobody asks', () => {
    const addresses = filesOf().flatMap((name) => [
      ...readFileSync(join(folder, name), 'utf8').matchAll(/(?:https?:)?\/\/[\w-]+(?:\.[\w-]+)+[^\s"'`)]*/g),
    ]);
    const hosts = addresses.map(([address]) => address).filter((address) => !address.includes('www.w3.org/'));
    expect(hosts).toEqual([]);
  });

  it('has no script in its HTML, which the policy would refuse', () => {
    const html = readFileSync(join(folder, 'index.html'), 'utf8');
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|\son\w+=|style=/);
  });

  it('is found at the address of every view, and no file is found that is not of it', () => {
    const file = pageFiles(folder);
    for (const path of ['/', '/map', '/orders/1', '/topics/ordering.order', '/topics/ordering.order/0/1']) {
      expect(file(path)?.headers['content-type'], path).toMatch('text/html');
    }
    for (const path of ['/mapped', '/../package.json', '/package.json', '/assets/none.js', '/.installed']) {
      expect(file(path), path).toBeUndefined();
    }
  });
});

describe('what the server sends', () => {
  it('is understood however it is cut', () => {
    const text = 'event: look\ndata: {"at":1}\n\n: still here\n\nevent: status\ndata: {"a":"ä"}\n\n';
    for (let cut = 1; cut < text.length; cut += 1) {
      const lines = eventLines();
      const events = [...lines(text.slice(0, cut)), ...lines(text.slice(cut))];
      expect(events).toEqual([
        { name: 'look', data: '{"at":1}' },
        { name: 'status', data: '{"a":"ä"}' },
      ]);
    }
  });
});

describe('what is wrong', () => {
  const consumer = (more: object) => ({
    ...{ context: 'ordering', consumer: 'ordering.saga', topic: 't', group: 'g' },
    ...{ lag: 0, behindSeconds: 0, missed: 0, parkedKeys: 0, ...more },
  });
  const status = (consumers: ReturnType<typeof consumer>[], count = 0) => ({
    ...{ env: 'local', at: 0, consumers },
    contexts: [{ context: 'ordering', deadLetters: { count, lastError: undefined }, relay: undefined }],
  });

  it('is nothing when nothing is', () => {
    expect(troublesIn(undefined)).toEqual([]);
    expect(
      troublesIn(status([consumer({ lag: 5, behindSeconds: 1 })]), [{ name: 'broker', state: 'running' }]),
    ).toEqual([]);
  });

  it('is told, each once, with where to look', () => {
    const troubles = troublesIn(
      status(
        [
          consumer({ lag: 5, behindSeconds: 70, parkedKeys: 2 }),
          consumer({ topic: 'u', parkedKeys: 2, missed: 1 }),
        ],
        3,
      ),
      [{ name: 'poller', state: 'paused' }],
    );
    expect(troubles.map(({ says }) => says)).toEqual([
      'the poller is paused',
      'ordering.saga is 5 records behind on t, 70 s',
      'ordering.saga missed 1 records of u',
      '2 parked keys of ordering.saga',
      '3 dead letters of ordering',
    ]);
    expect(troubles.map(({ to }) => to[0])).toEqual(['chaos', 'topics', 'topics', 'failures', 'failures']);
  });
});
