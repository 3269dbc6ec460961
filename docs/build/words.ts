/** What people write of a context by hand: its purpose, its owner, its words. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { root } from './source-text.ts';

const words = z.strictObject({
  purpose: z.string().min(1),
  owner: z.string().min(1),
  words: z.record(z.string().min(1), z.string().min(1)),
});

export type Words = z.infer<typeof words>;

/** @throws Error naming the file, what was wrong in it and what was expected */
export const readWords = (context: string): Words => readAs(words, `docs/words/${context}.json`);

const cycles = z.array(z.strictObject({ contexts: z.array(z.string()).min(2), reason: z.string().min(1) }));

export type Cycles = z.infer<typeof cycles>;

export const readCycles = (): Cycles => readAs(cycles, 'docs/words/cycles.json');

const readAs = <Value>(schema: z.ZodType<Value>, path: string): Value => {
  try {
    return schema.parse(JSON.parse(readFileSync(join(root, path), 'utf8')));
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new Error(`${path}: ${why.replaceAll('\n', ' ')}; write it as the files beside it`, { cause });
  }
};
