/** A status as two tables: consumers, and contexts. */
import { styleText } from 'node:util';
import { printable, table } from '../table.ts';
import type { ContextStatus } from './context-status.ts';
import type { ConsumerStatus, Status } from './gather.ts';
import { isTroubled, type RelayStatus } from './relay.ts';

/** Who is this far behind is worth a look, and this far a worry: seconds. */
const late = 10;
const tooLate = 60;

export const rendered = ({ env, at, consumers, contexts }: Status): readonly string[] => [
  `${env}, ${new Date(at).toISOString()}`,
  '',
  ...table(['CONSUMER', 'TOPIC', 'LAG', 'BEHIND', 'PARKED KEYS'], consumers.map(consumerRow)),
  '',
  ...table(
    ['CONTEXT', 'DEAD LETTERS', 'RELAY SENT LAST', 'COMMIT TO KAFKA', 'LAST ERROR'],
    contexts.map((context) => contextRow(context, at)),
  ),
];

const consumerRow = (status: ConsumerStatus): readonly string[] => {
  const { consumer, topic, lag, behindSeconds, missed, parkedKeys } = status;
  const colour = colourOf(lag === 0 ? 0 : (behindSeconds ?? tooLate));
  const lost = missed > 0 ? styleText('red', ` (${missed} deleted unread)`) : '';
  return [
    consumer,
    topic,
    styleText(colour, String(lag)) + lost,
    styleText(colour, behindSeconds === undefined ? 'unknown' : duration(behindSeconds * 1_000)),
    parkedKeys > 0 ? styleText('red', String(parkedKeys)) : '0',
  ];
};

const contextRow = ({ context, deadLetters, relay }: ContextStatus, now: number): readonly string[] => {
  const { count, lastError } = deadLetters;
  return [
    context,
    count > 0 ? styleText('red', String(count)) : '0',
    ...relayCells(relay, now),
    lastError === undefined
      ? ''
      : printable(`${duration(now - lastError.at)} ago, ${lastError.consumer}: ${lastError.message}`),
  ];
};

const relayCells = (relay: RelayStatus | undefined, now: number): readonly [string, string] => {
  if (relay === undefined) return ['no relay', ''];
  const { lastSentAt, lastDelayMs } = relay;
  const sent = lastSentAt === undefined ? 'nothing yet' : `${duration(now - lastSentAt)} ago`;
  const delay =
    lastDelayMs === undefined ? '' : styleText(colourOf(lastDelayMs / 1_000), duration(lastDelayMs));
  return [
    isTroubled(relay) ? styleText('red', `${sent}; ${printable(relay.lastResult ?? '', 40)}`) : sent,
    delay,
  ];
};

const colourOf = (seconds: number): 'green' | 'yellow' | 'red' => {
  if (seconds >= tooLate) return 'red';
  return seconds >= late ? 'yellow' : 'green';
};

/** Two units at most. */
export const duration = (milliseconds: number): string => {
  const seconds = Math.max(0, milliseconds) / 1_000;
  if (seconds < 1) return `${Math.round(seconds * 1_000)} ms`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
};
