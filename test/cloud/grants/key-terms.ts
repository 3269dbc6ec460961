/** What keys of tables are for, in the words of `terms.ts`. */
import { everyIn, type Stack } from '../assembly/stacks.ts';
import { at, each, named, type Place, type Term } from './terms.ts';

const keysIn = (stack: Stack | undefined): number =>
  stack === undefined ? 0 : everyIn(stack, 'AWS::KMS::Key').length;
/** A second region that takes over has the keys of the copies already. */
const recoveryOf = ({ assembly }: Place): Stack | undefined =>
  assembly.stacks.find(({ id }) => id === 'Recovery');
const keyOf = (place: Place): string => {
  const name = recoveryOf(place)
    ? `${recoveryOf(place)?.stackName}-${place.stack.id.toLowerCase()}key`
    : named(place, 'Key');
  return `${at(place, 'kms')}key/${name}`;
};
const hasKey = (place: Place): boolean => keysIn(place.stack) + keysIn(recoveryOf(place)) > 0;

/** Where the context has a key of its own: for its table, which uses it in the function's name, and for nothing else. */
export const tableKey: Term = (place) =>
  hasKey(place)
    ? each('kms', ['Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey'], [keyOf(place)]).map(
        (pair) =>
          `${pair} ${JSON.stringify({ StringEquals: { 'kms:ViaService': `dynamodb.${place.stack.region}.amazonaws.com` } })}`,
      )
    : [];

/** For the table's stream, which may be read only. */
export const streamKey: Term = (place) =>
  hasKey(place) ? each('kms', ['Decrypt', 'DescribeKey'], [keyOf(place)]) : [];
