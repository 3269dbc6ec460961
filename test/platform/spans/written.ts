/** What spans a piece of work leaves in the log. */
import { vi } from 'vitest';
import { writeSpans } from '../../../functions/platform/tracing/span-log.ts';
import { type LoggedSpan, spansIn } from '../../../ops/trace/spans/logged-span.ts';

/** The lines that are written while it lasts, those of spans that still wait included. */
export const linesWhile = async (work: () => unknown): Promise<readonly string[]> => {
  writeSpans();
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
  try {
    await work();
    writeSpans();
  } finally {
    write.mockRestore();
  }
  return lines;
};

export const spansWhile = async (work: () => unknown): Promise<readonly LoggedSpan[]> =>
  (await linesWhile(work)).flatMap(spansIn);

export const kept = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
export const notKept = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00';
export const [, keptTrace = '', keptSpan = ''] = kept.split('-');
