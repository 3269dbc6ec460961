/** A span in words. */
import type { Row } from './waterfall.ts';

/** Where messages wait, by what takes them from there. */
const places = { producer: 'in the stream', consumer: 'in Kafka', internal: '', server: '', client: '' };

/** What is worth saying of a span beside its name. */
export const notesOf = ({ span, waited, together }: Row): readonly string[] => {
  const { kind, name, attributes } = span;
  const said = (attribute: string): string => String(attributes[`tributary.${attribute}`] ?? '');
  const where = name.startsWith('deadline ') ? 'late' : places[kind];
  const status = attributes['http.response.status_code'];
  return [
    said('message.type').split('.').at(-1) ?? '',
    status === undefined ? '' : `${status}`,
    said('events').replaceAll(',', ', '),
    waited > 0 ? `${time(waited)} ${where}` : '',
    together > 1 ? `with ${together - 1} ${together === 2 ? 'other' : 'others'}` : '',
    said('refused') && `refused: ${said('refused')}`,
    said('repeated') && 'a repeat: nothing was changed',
    said('parked') && 'parked',
    said('redriven') && 'redriven by an operator',
    said('replay') && 'in a replay',
  ].filter((note) => note !== '');
};

/** Three digits at most, and a unit. */
export const time = (milliseconds: number): string => {
  if (milliseconds >= 60_000) return `${Math.round(milliseconds / 1_000)} s`;
  return milliseconds >= 10_000 ? `${(milliseconds / 1_000).toFixed(1)} s` : `${Math.round(milliseconds)} ms`;
};
