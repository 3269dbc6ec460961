/** The pointer to the version that answers, on real DynamoDB: it only moves forwards. */
import { describe, expect, inject, it } from 'vitest';
import {
  type ProjectionVersion,
  projectionVersions,
} from '../../functions/platform/projection/projection-versions.ts';
import { dynamodbAt, newTable } from '../tables.ts';

const client = dynamodbAt(inject('awsEndpoint'));
const [one, two, three] = [1, 2, 3].map((version) => ({ version, table: `table-${version}` })) as [
  ProjectionVersion,
  ProjectionVersion,
  ProjectionVersion,
];

/** Deployments of one projection, one after another. */
const newProjection = async () => {
  const table = await newTable(client, 'projection');
  return (...deployed: readonly [ProjectionVersion, ...ProjectionVersion[]]) =>
    projectionVersions({ client, table, name: 'things', deployed });
};

describe('the version that answers', () => {
  it('is the first one at once, and stays it when another is deployed beside it', async () => {
    const deploy = await newProjection();
    expect(await deploy(one).live()).toEqual(one);
    expect(await deploy(two, one).live()).toEqual(one);
  });

  it('is another after a move, for everybody, and when the old one is taken away', async () => {
    const deploy = await newProjection();
    expect(await deploy(one, two).moveTo(two)).toBe(true);
    expect(await deploy(one, two).live()).toEqual(two);
    expect(await deploy(two).live()).toEqual(two);
    expect(await deploy(two, three).live()).toEqual(two);
  });

  it('moves once, and never backwards, whoever asks when', async () => {
    const deploy = await newProjection();
    const { moveTo, live } = deploy(one, two, three);
    const moves = await Promise.all([one, two, three, three, two, one].map(moveTo));
    expect(await live()).toEqual(three);
    expect(await Promise.all([moveTo(one), moveTo(two), moveTo(three)])).toEqual([false, false, false]);
    expect(moves.filter(Boolean).length).toBeGreaterThan(0);
  });

  it('is an old one again when the new one was taken away, and no empty table under a number of before', async () => {
    const deploy = await newProjection();
    await deploy(one, two).moveTo(two);
    expect(await deploy(one).live()).toEqual(one);
    const again = { version: 2, table: 'table-2-again' };
    expect(await deploy(one, again).live()).toEqual(one);
    expect(await deploy(one, again).moveTo(again)).toBe(false);
    expect(await deploy(one, three).moveTo(three)).toBe(true);
  });
});
