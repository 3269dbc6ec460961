/** What requests to DynamoDB were for, and what they cost. */
import { bytesOf, type Item, readUnits, writeUnits } from './units.ts';

/** As it was overheard. */
export interface Overheard {
  /** Such as `GetItem`. */
  readonly operation: string;
  readonly request: object;
  readonly status: number;
  readonly answer: object;
}

export interface Write {
  readonly kind: 'write';
  readonly table: string;
  readonly key: Item;
  readonly units: number;
  readonly isRefused: boolean;
  /** Of a commit: its head, on the condition that it is as it was read, or that there is none. */
  readonly head: 'changed' | 'created' | undefined;
  readonly inTransaction: boolean;
  readonly bytes: number;
}

export interface Read {
  readonly kind: 'read';
  readonly units: number;
  readonly of: 'head' | 'parked' | 'other';
}

interface Action {
  readonly TableName: string;
  readonly Item?: Item;
  readonly Key?: Item;
  readonly ExpressionAttributeValues?: Item;
  readonly ConditionExpression?: string;
}

/** @param sizeOf an updated item as it stands afterwards, bytes: a request does not tell */
export const spentOn = (
  { operation, request, status, answer }: Overheard,
  sizeOf: (table: string, key: Item) => number,
): readonly (Write | Read)[] => {
  const isRefused = status !== 200;
  const written = (action: Action, inTransaction: boolean) =>
    writeOf(action, inTransaction, isRefused, sizeOf);
  switch (operation) {
    case 'TransactWriteItems': {
      const { TransactItems } = request as {
        readonly TransactItems: readonly { readonly [name: string]: Action }[];
      };
      return TransactItems.flatMap((actions) => Object.values(actions)).map((action) =>
        written(action, true),
      );
    }
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return [written(request as Action, false)];
    case 'GetItem':
    case 'Query':
    case 'BatchGetItem':
      return readsOf(operation, request, answer);
    default:
      throw new Error(`${operation} is asked of DynamoDB, which nothing here is to do`);
  }
};

const writeOf = (
  { TableName: table, Item, Key, ConditionExpression = '' }: Action,
  inTransaction: boolean,
  isRefused: boolean,
  sizeOf: (table: string, key: Item) => number,
): Write => {
  const { pk = { S: '' }, sk = { S: '' } } = Item ?? Key ?? {};
  const key = { pk, sk };
  const bytes = Item === undefined ? sizeOf(table, key) : bytesOf(Item);
  const head = sk.S !== 'head' ? undefined : /not_exists/.test(ConditionExpression) ? 'created' : 'changed';
  const units = writeUnits(bytes, inTransaction);
  return { kind: 'write', table, key, units, isRefused, head, inTransaction, bytes };
};

const readsOf = (operation: string, request: object, answer: object): readonly Read[] => {
  const {
    ConsistentRead = false,
    Key,
    ExpressionAttributeValues = {},
  } = request as {
    readonly ConsistentRead?: boolean;
    readonly Key?: Item;
    readonly ExpressionAttributeValues?: Item;
  };
  const {
    Item,
    Items = [],
    Responses = {},
  } = answer as {
    readonly Item?: Item;
    readonly Items?: readonly Item[];
    readonly Responses?: { readonly [table: string]: readonly Item[] };
  };
  if (operation === 'BatchGetItem') {
    const items = Object.values(Responses).flat();
    return items.map((item) => ({ kind: 'read', units: readUnits(bytesOf(item), true), of: 'other' }));
  }
  const bytes =
    operation === 'GetItem' ? bytesOf(Item ?? {}) : Items.reduce((sum, item) => sum + bytesOf(item), 0);
  const isParked = Object.values(ExpressionAttributeValues).some(({ S = '' }) => S.startsWith('parked#'));
  const of = Key?.sk?.S === 'head' ? 'head' : isParked ? 'parked' : 'other';
  return [{ kind: 'read', units: readUnits(bytes, ConsistentRead), of }];
};
