/** Cuts what a partition's records do to a window into chunks, each of which is one transaction. */
import type { Message } from '../commit/decider.ts';
import { type Entry, rowId, type Step, stepOf } from './step.ts';
import type { Addition, Chunk, Joined, Position, Window } from './window.ts';

/**
 * Actions beside the position's own, and bytes of rows: sums add little to them.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html
 */
const actionLimit = 99;
const byteLimit = 3 * 1024 * 1024;

export interface PlanProps<Event extends Message, Row extends object> {
  readonly position: Position;
  /** In the order of their offsets. */
  readonly entries: readonly Entry<Event>[];
  /** By `rowId`: as stored. */
  readonly rows: ReadonlyMap<string, Joined<Row>>;
  readonly window: Window<Event, Row>;
  /** How many records one chunk may handle. @default as many as fit */
  readonly recordLimit?: number | undefined;
}

/** A chunk that still grows. */
interface Open {
  readonly rows: Map<string, Chunk['rows'][number]>;
  readonly additions: Map<string, Addition>;
  readonly parked: Chunk['parked'][number][];
  readonly redriven: number[];
  readonly offsets: number[];
  bytes: number;
}

/**
 * A chunk ends where a record ends, unless that record alone has more sums than a transaction can hold: then the rest
 * stands in the position, and is added before anything else.
 */
export const planOf = <Event extends Message, Row extends object>(
  props: PlanProps<Event, Row>,
): readonly Chunk[] => {
  const { entries, window, recordLimit = Number.POSITIVE_INFINITY } = props;
  const rows = new Map<string, Joined<Row>>(props.rows);
  const chunks: Chunk[] = [];
  let position = withRest(props.position, chunks);
  let open = emptied();

  const close = (): void => {
    if (open.offsets.length === 0) return;
    const chunk = chunkOf(open, position);
    chunks.push(chunk);
    position = withRest(chunk.position, chunks);
    open = emptied();
  };

  for (const entry of entries) {
    const step = stepOf(entry, (id) => rows.get(id) ?? unknown(id), window);
    if (open.offsets.length >= recordLimit || !fits(open, entry.redriven, step)) close();
    take(open, entry, step, rows);
    const { offset, timestamp } = entry.record;
    if (offset > position.offset) position = { ...position, offset, at: timestamp };
  }
  close();
  return chunks;
};

/** @param position of the last record in it, on the version that it stands on */
const chunkOf = (open: Open, position: Position): Chunk => {
  const { parked, redriven, offsets } = open;
  const rows = [...open.rows.values()];
  const [additions, rest] = split([...open.additions.values()], actionLimit - rows.length - marksOf(open));
  const moved = { ...position, version: position.version + 1, rest };
  return { position: moved, rows, additions, parked, redriven, offsets };
};

/** Adds chunks until nothing is left of the rest. */
const withRest = (start: Position, chunks: Chunk[]): Position => {
  let position = start;
  while (position.rest.length > 0) {
    const [additions, rest] = split(position.rest, actionLimit);
    position = { ...position, version: position.version + 1, rest };
    chunks.push({ position, rows: [], additions, parked: [], redriven: [], offsets: [] });
  }
  return position;
};

const emptied = (): Open => ({
  rows: new Map(),
  additions: new Map(),
  parked: [],
  redriven: [],
  offsets: [],
  bytes: 0,
});

const unknown = (id: string): never => {
  throw new Error(`${id} was not read before it was planned for`);
};

/** Each parked record leaves a mark, and each that came back takes its mark away. */
const marksOf = ({ parked, redriven }: Open): number => parked.length + redriven.length;

const fits = (open: Open, redriven: boolean, { joined, additions, bytes, failure }: Step): boolean => {
  const freshRow = joined !== undefined && !open.rows.has(rowId(joined.key)) ? 1 : 0;
  const freshSums = additions.filter(({ key }) => !open.additions.has(rowId(key))).length;
  const freshMark = redriven || failure !== undefined ? 1 : 0;
  const fresh = freshRow + freshSums + freshMark;
  const actions = open.rows.size + open.additions.size + marksOf(open) + fresh;
  const areExact = additions.every((addition) => isExact(grown(open.additions, addition)));
  return open.offsets.length === 0 || (actions <= actionLimit && open.bytes + bytes <= byteLimit && areExact);
};

const take = <Event extends Message, Row extends object>(
  open: Open,
  { record, redriven }: Entry<Event>,
  { joined, additions, bytes, failure }: Step,
  rows: Map<string, Joined<Row>>,
): void => {
  open.offsets.push(record.offset);
  open.bytes += bytes;
  if (failure !== undefined) open.parked.push({ record, error: failure });
  else if (redriven) open.redriven.push(record.offset);
  if (joined !== undefined) {
    const id = rowId(joined.key);
    const basedOn = open.rows.get(id)?.basedOn ?? joined.version - 1;
    open.rows.set(id, { basedOn, joined });
    rows.set(id, joined as Joined<Row>);
  }
  for (const addition of additions) {
    open.additions.set(rowId(addition.key), grown(open.additions, addition));
  }
};

const grown = (sums: ReadonlyMap<string, Addition>, { key, add }: Addition): Addition => {
  const before = sums.get(rowId(key))?.add ?? {};
  const sum = Object.entries(add).map(
    ([figure, number]) => [figure, (before[figure] ?? 0) + number] as const,
  );
  return { key, add: { ...before, ...Object.fromEntries(sum) } };
};

const isExact = ({ add }: Addition): boolean => Object.values(add).every(Number.isSafeInteger);

const split = <Item>(items: readonly Item[], at: number): readonly [readonly Item[], readonly Item[]] => [
  items.slice(0, at),
  items.slice(at),
];
