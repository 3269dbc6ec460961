/** Where a replay starts: `beginning`, a moment, or an offset of one partition. */
import { UsageError } from '../command.ts';
import { momentIn } from '../moment.ts';

export type Start =
  | { readonly kind: 'beginning' }
  | { readonly kind: 'moment' /** Milliseconds since 1970. */; readonly at: number }
  | { readonly kind: 'offset'; readonly partition: number; readonly offset: number };

/** @param now milliseconds since 1970. @throws UsageError when it is none of them */
export const startIn = (text: string, now: number): Start => {
  if (text === 'beginning') return { kind: 'beginning' };
  const [, partition, offset] = /^(\d+):(\d+)$/.exec(text) ?? [];
  if (offset !== undefined) return { kind: 'offset', partition: Number(partition), offset: Number(offset) };
  if (!/^\d/.test(text)) {
    throw new UsageError(
      `--from is ${text}; expected beginning, how long ago (15m), a time (2026-03-01T12:00:00Z), or <partition>:<offset>`,
    );
  }
  const at = momentIn('from', text, now);
  if (at > now) throw new UsageError(`--from is ${text}, which is still to come`);
  return { kind: 'moment', at };
};
