/** Types that change, as changes to be judged. */
import { type Change, retyped, stricter } from './change.ts';

const symbols = (names: readonly string[], extra: object = {}) => ({
  type: 'enum',
  name: 'Reason',
  symbols: names,
  ...extra,
});
const fixed = (size: number, name = 'Digest') => ({ type: 'fixed', name, size });
const list = (items: unknown) => ({ type: 'array', items });
const map = (values: unknown) => ({ type: 'map', values });
const logical = (type: string, logicalType: string, extra: object = {}) => ({ type, logicalType, ...extra });
const decimal = (precision: number, scale: number) => logical('bytes', 'decimal', { precision, scale });

const notText = 'The registry takes bytes for text; fastavro stops at the first bytes that are no UTF-8.';
const meaning = 'Others compare the type below only; the same bytes would mean something else.';
const decimals = 'The specification wants one precision and one scale; neither compares them.';

export const typeChanges: readonly Change[] = [
  retyped('int to long', 'int', 'long', false),
  retyped('long to int', 'long', 'int', false),
  retyped('int to float', 'int', 'float', false),
  retyped('int to double', 'int', 'double', false),
  retyped('long to float', 'long', 'float', false),
  retyped('long to double', 'long', 'double', false),
  retyped('float to double', 'float', 'double', false),
  retyped('double to float', 'double', 'float', false),
  stricter(retyped('string to bytes', 'string', 'bytes', false), notText, false),
  stricter(retyped('bytes to string', 'bytes', 'string', false), notText, false),
  retyped('int to string', 'int', 'string', false),
  retyped('boolean to int', 'boolean', 'int', false),
  retyped('string to an enum', 'string', symbols(['A']), false),
  retyped('add a symbol, no default', symbols(['A']), symbols(['A', 'B']), false),
  retyped(
    'add a symbol, a default in both',
    symbols(['A'], { default: 'A' }),
    symbols(['A', 'B'], { default: 'A' }),
    true,
  ),
  retyped(
    'add a symbol, a default in the new one only',
    symbols(['A']),
    symbols(['A', 'B'], { default: 'A' }),
    false,
  ),
  retyped('drop a symbol, no default', symbols(['A', 'B']), symbols(['A']), false),
  retyped(
    'drop a symbol, a default in both',
    symbols(['A', 'B'], { default: 'A' }),
    symbols(['A'], { default: 'A' }),
    true,
  ),
  retyped('reorder symbols', symbols(['A', 'B']), symbols(['B', 'A']), true),
  retyped('rename an enum', symbols(['A']), symbols(['A'], { name: 'Cause' }), false),
  retyped('make a field optional', 'string', ['null', 'string'], false),
  retyped('make an optional field required', ['null', 'string'], 'string', false),
  retyped('add a type to a union', ['null', 'string'], ['null', 'string', 'int'], false),
  retyped('drop a type from a union', ['null', 'string', 'int'], ['null', 'string'], false),
  retyped('reorder a union', ['null', 'string'], ['string', 'null'], true),
  retyped('widen a type in a union', ['null', 'int'], ['null', 'long'], false),
  stricter(
    retyped('add bytes to a union that has string', ['null', 'string'], ['null', 'string', 'bytes'], false),
    notText,
    false,
  ),
  retyped('drop a type from a union that holds a wider one', ['int', 'long'], ['long'], true),
  retyped('reorder names in a union', [fixed(1), fixed(2, 'Hash')], [fixed(2, 'Hash'), fixed(1)], true),
  retyped('a union of one type', 'string', ['string'], true),
  retyped('change the items of an array', list('string'), list('int'), false),
  stricter(retyped('string items to bytes', list('string'), list('bytes'), false), notText, false),
  retyped('make the items of an array optional', list('string'), list(['null', 'string']), false),
  retyped('change the values of a map', map('int'), map('string'), false),
  retyped('an array to a map', list('string'), map('string'), false),
  retyped('another size of a fixed', fixed(16), fixed(32), false),
  retyped('rename a fixed', fixed(16), fixed(16, 'Hash'), false),
  retyped('a fixed to bytes', fixed(16), 'bytes', false),
  stricter(
    retyped(
      'milliseconds to microseconds',
      logical('long', 'timestamp-millis'),
      logical('long', 'timestamp-micros'),
      false,
    ),
    meaning,
  ),
  stricter(retyped('a number to a time', 'long', logical('long', 'timestamp-millis'), false), meaning),
  stricter(retyped('a date to a number', logical('int', 'date'), 'int', false), meaning),
  stricter(retyped('a text to a UUID', 'string', logical('string', 'uuid'), false), meaning),
  stricter(retyped('another scale of a decimal', decimal(9, 2), decimal(9, 3), false), decimals),
  stricter(retyped('another precision of a decimal', decimal(9, 2), decimal(12, 2), false), decimals),
];
