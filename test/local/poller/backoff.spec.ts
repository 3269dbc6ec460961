/** How long a batch rests before it comes again. */
import { expect, it } from 'vitest';
import { backoff } from '../../../local/poller/backoff.ts';

it('grows from try to try, up to ten seconds', () => {
  const longest = [1, 2, 3, 4, 5, 6, 7, 2_000].map((attempt) => backoff(attempt, () => 1));
  expect(longest).toEqual([400, 800, 1_600, 3_200, 6_400, 10_000, 10_000, 10_000]);
});

it('is any time up to that, so that those who failed together do not come back together', () => {
  expect([0, 0.25, 0.5].map((random) => backoff(2, () => random))).toEqual([0, 200, 400]);
});
