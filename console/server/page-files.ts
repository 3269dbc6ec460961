/** The files of the page, read once; the address of a view is the page itself. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface PageFile {
  readonly headers: { readonly [name: string]: string };
  readonly bytes: Buffer;
}

const types: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const views = /^\/(?:(?:map|orders|topics|contracts|failures|chaos)(?:\/|$)|$)/;

/** @param folder of the page as it was built */
export const pageFiles = (folder: string): ((path: string) => PageFile | undefined) => {
  const files = new Map<string, PageFile>(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => types[extname(name)] !== undefined)
      .map((name) => [`/${name}`, fileOf(join(folder, name), name)] as const),
  );
  return (path) => files.get(path) ?? (views.test(path) ? files.get('/index.html') : undefined);
};

/** The names of assets change with what is in them. */
const fileOf = (path: string, name: string): PageFile => ({
  headers: {
    'content-type': types[extname(name)] ?? '',
    'content-encoding': 'gzip',
    'cache-control': name.startsWith('assets/') ? 'private, max-age=31536000, immutable' : 'no-cache',
  },
  bytes: gzipSync(readFileSync(path)),
});
