/** What a subscription to logs hands over, as requests that an endpoint takes. */
import { gunzipSync } from 'node:zlib';
import type { CloudWatchLogsDecodedData, CloudWatchLogsEvent } from 'aws-lambda';

/** X-Ray takes 5 MB and 10,000 spans at once; a line has a hundred at most. */
const mostBytes = 4_000_000;
const mostLines = 90;

/** Each is one document of many lines' spans. */
export const documentsIn = ({ awslogs }: CloudWatchLogsEvent): readonly string[] => {
  const text = gunzipSync(Buffer.from(awslogs.data, 'base64')).toString();
  const { messageType, logEvents }: CloudWatchLogsDecodedData = JSON.parse(text);
  if (messageType !== 'DATA_MESSAGE') return [];
  const parts = logEvents.flatMap(({ message }) => resourceSpansIn(message));
  const documents: string[] = [];
  let open: string[] = [];
  let bytes = 0;
  const close = () => {
    if (open.length > 0) documents.push(`{"resourceSpans":[${open.join(',')}]}`);
    open = [];
    bytes = 0;
  };
  for (const part of parts) {
    const size = Buffer.byteLength(part);
    if (open.length >= mostLines || bytes + size > mostBytes) close();
    open.push(part);
    bytes += size;
  }
  close();
  return documents;
};

/** The filter looks for a word, which other lines may have, too. */
const resourceSpansIn = (line: string): readonly string[] => {
  try {
    const { resourceSpans } = JSON.parse(line) as { readonly resourceSpans?: unknown };
    return Array.isArray(resourceSpans) ? resourceSpans.map((each) => JSON.stringify(each)) : [];
  } catch {
    return [];
  }
};
