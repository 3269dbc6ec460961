/** What each function of ordering may do with its table, as it is synthesized. */
import { expect, inject, it } from 'vitest';
import { readTemplates, resourcesOf } from '../../local/assembly/templates.ts';

const [ordering] = readTemplates(inject('assembly')).filter(({ id }) => id === 'Ordering');
if (ordering === undefined) throw new Error('there is no stack Ordering');

interface Policy {
  readonly Statement: readonly { readonly Action: string | readonly string[] }[];
}

const onTable = (name: string): readonly string[] =>
  resourcesOf(ordering, 'AWS::IAM::Policy')
    .filter(({ logicalId }) => logicalId.startsWith(`${name}Handler`))
    .flatMap(({ Properties }) => (Properties.PolicyDocument as Policy).Statement)
    .flatMap(({ Action }) => Action)
    .filter((action) => action.startsWith('dynamodb:'))
    .sort();

it.each([
  ['Customers', ['dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem']],
  ['Saga', ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query']],
  ['Deadlines', ['dynamodb:GetItem', 'dynamodb:PutItem']],
  ['Api', ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query']],
])('%s may do %j, and no more', (name, actions) => {
  expect(onTable(name)).toEqual(actions);
});
