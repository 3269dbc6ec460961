/** Runs an import from where it stands: to its end, or until the time is up. */
import { PermanentFailure } from '../platform/failure.ts';
import { type Block, blocksOf } from './blocks.ts';
import { columnsOf } from './columns.ts';
import { encodingOf } from './encoding.ts';
import type { FileStore } from './file-store.ts';
import { hasEnded, type Import, type Source } from './import.ts';
import type { ImportStore } from './import-store.ts';
import type { FindKnown } from './known.ts';
import { planOf } from './plan.ts';
import { readLine } from './row.ts';
import { type Counterparties, takeOver } from './take-over.ts';

export interface RunImportProps {
  readonly imports: ImportStore;
  readonly files: FileStore;
  readonly counterparties: Counterparties;
  readonly findKnown: FindKnown;
  /** Asked after each block. */
  readonly hasTime: () => boolean;
}

/**
 * However often it is interrupted, and wherever: each row has its effect once, and the counts are those of one
 * undisturbed run. What a block does is decided and written down before it is done; done, it is checkpointed.
 *
 * @returns the import as it stands: ended, or to be run again
 * @throws TransientFailure when running it again can help
 */
export const runImport = async (given: Import, props: RunImportProps): Promise<Import> => {
  if (hasEnded(given)) return given;
  try {
    let current = given.source === undefined ? await begun(given, props) : given;
    const { source } = current;
    if (source === undefined) return current;
    for await (const block of remaining(current, source, props)) {
      current = await taken(current, source, block, props);
      if (!props.hasTime()) return current;
    }
    return await props.imports.save(current, { status: 'done', endedAt: Date.now() });
  } catch (error) {
    if (!(error instanceof PermanentFailure)) throw error;
    return failed(given, error.message, props);
  }
};

/** It may have come further since it was given. */
const failed = async (given: Import, problem: string, { imports }: RunImportProps): Promise<Import> => {
  const current = (await imports.read(given.importId)) ?? given;
  return imports.save(current, { status: 'failed', problem, endedAt: Date.now() });
};

/** Looks at the whole file once, for its encoding, and at its header. */
const begun = async (given: Import, props: RunImportProps): Promise<Import> => {
  const { files, imports } = props;
  const file = await files.find(given.file);
  if (file === undefined) throw new PermanentFailure(`there is no ${given.file} in the import bucket`);
  if (file.size === 0) throw new PermanentFailure('the file is empty; expected a header line');
  const { etag, size, metadata } = file;
  const encoding = await encodingOf(await files.open(file, 0));
  const [header] = await firstLines(blocksOf(await files.open(file, 0), encoding, given.reached));
  const columns = columnsOf(header?.text ?? '');
  if (typeof columns === 'string') throw new PermanentFailure(columns);
  const kind = metadata.kind === 'full' ? 'full' : given.kind;
  const source = { etag, size, encoding, columns, at: Date.now() };
  return imports.save(given, { status: 'running', kind, source });
};

const firstLines = async (blocks: AsyncIterable<Block>): Promise<Block['lines']> => {
  for await (const { lines } of blocks) return lines;
  return [];
};

async function* remaining(
  { file, reached }: Import,
  { etag, size, encoding }: Source,
  { files }: RunImportProps,
): AsyncGenerator<Block> {
  if (reached.offset >= size) return;
  yield* blocksOf(await files.open({ key: file, etag }, reached.offset), encoding, reached);
}

/** The first line is the header; an empty line is none. */
const taken = async (
  current: Import,
  { columns, at }: Source,
  { lines, next }: Block,
  { imports, counterparties, findKnown }: RunImportProps,
): Promise<Import> => {
  const rows = lines.filter(({ line, text }) => line > 1 && text !== '');
  const read = rows.map((line) => readLine(line, columns, at));
  const numbers = read.flatMap((each) => ('row' in each ? [each.row.cptyNo] : []));
  const planned = current.planned ?? planOf(read, await findKnown([...new Set(numbers)]));
  const isWritten = current.planned !== undefined || planned.changing.length === 0;
  const ready = isWritten ? current : await imports.save(current, { planned });
  const { accepted, unchanged, rejected } = await takeOver(counterparties, current, read, planned);
  const changes = {
    planned: undefined,
    reached: next,
    accepted: current.accepted + accepted,
    unchanged: current.unchanged + unchanged,
    rejected: current.rejected + rejected.length,
  };
  return imports.save(ready, changes, rejected);
};
