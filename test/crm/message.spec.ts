/** What the importer's queue tells it. */
import { describe, expect, it } from 'vitest';
import { type Import, newImport, progressOf } from '../../functions/crm/import.ts';
import { messagesIn, postedFile } from '../../functions/crm/message.ts';
import { PermanentFailure } from '../../functions/platform/failure.ts';

const notificationOf = (key: string, sequencer = '0055AED6DCD90281E5') =>
  JSON.stringify({ Records: [{ eventName: 'ObjectCreated:Put', s3: { object: { key, sequencer } } }] });
const idIn = (body: string) => {
  const [message] = messagesIn(body);
  return message && 'starts' in message ? message.starts.importId : undefined;
};

describe('a message', () => {
  it('starts an import of a file that was put, once however often it comes', () => {
    const body = notificationOf('imports/night+run/M%C3%BCller.csv');
    expect(messagesIn(body)).toMatchObject([{ starts: { file: 'imports/night run/Müller.csv' } }]);
    expect(idIn(body)).toBe(idIn(body));
  });

  it('starts another when the file is put again, or another file is', () => {
    const ids = [
      idIn(notificationOf('imports/a.csv', '1')),
      idIn(notificationOf('imports/a.csv', '2')),
      idIn(notificationOf('imports/b.csv', '1')),
    ];
    expect(new Set(ids).size).toBe(3);
    expect(ids).not.toContain(undefined);
  });

  it('goes on with an import that was posted, and with one that ran out of time', () => {
    expect(messagesIn(notificationOf(postedFile('i-1')))).toEqual([{ resumes: 'i-1' }]);
    expect(messagesIn('{"importId":"i-1"}')).toEqual([{ resumes: 'i-1' }]);
  });

  it('may be a test of S3, which means nothing', () => {
    expect(messagesIn('{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"b"}')).toEqual([]);
  });

  it.each(['{', '{}', '[]', '{"Records":[{}]}', '{"importId":""}'])('is nothing else: %s', (body) => {
    expect(() => messagesIn(body)).toThrow(PermanentFailure);
  });
});

describe('progress', () => {
  const columns = { places: {}, count: 0 } as unknown as NonNullable<Import['source']>['columns'];
  const source = { etag: 'e', size: 300, encoding: 'utf8', columns, at: 0 } as const;
  const waiting = newImport({ importId: 'i', file: 'f', kind: 'full', by: 'o', correlationId: 'c' }, 0);
  const reading = (offset: number): Import => ({
    ...waiting,
    status: 'running',
    source,
    reached: { offset, line: 2 },
  });

  it('is in per cent of bytes, and 100 only at the end', () => {
    expect(progressOf(waiting)).toBe(0);
    expect([0, 100, 299, 300].map((offset) => progressOf(reading(offset)))).toEqual([0, 33, 99, 100]);
    expect(progressOf({ ...reading(0), status: 'done' })).toBe(100);
  });
});
