/** `npm run demo`: places four orders on the running system, and tells each one's story as it happens. */
import { randomUUID } from 'node:crypto';
import { styleText } from 'node:util';
import { eventsOf, type SeenEvent } from '../events.ts';
import { type Shop, shop } from '../shop.ts';
import { readStack, stackFile } from '../stack-file.ts';
import { customers } from '../users.ts';
import { type Scenario, scenarios } from './scenarios.ts';

const patience = 60_000;

interface Story extends Scenario {
  readonly number: number;
  readonly correlationId: string;
  readonly seen: Set<string>;
  placedAt: number;
  orderId: string;
}

const tell = ({ number, placedAt }: Story, text: string): void => {
  const after = `+${Math.round(performance.now() - placedAt)} ms`.padStart(9);
  console.log(`${styleText('bold', `order ${number}`)}  ${after}  ${text}`);
};

const run = async (): Promise<boolean> => {
  const stack = readStack(stackFile);
  const shopper = await shop(stack, customers[0]);
  const stories = scenarios.map(newStory);
  const ended = Promise.withResolvers<void>();
  const stop = await eventsOf(stack.kafkaBrokers, (event) => {
    hear(event, stories, shopper).catch(ended.reject);
    if (stories.every(({ ends, seen }) => ends.every((end) => seen.has(end)))) ended.resolve();
  });
  const timer = setTimeout(ended.resolve, patience);
  try {
    for (const story of stories) {
      story.placedAt = performance.now();
      story.orderId = await shopper.place(story.lines, story.paymentToken, story.correlationId);
      tell(story, `${story.title}: ${story.orderId}`);
    }
    await ended.promise;
    const outcomes = await Promise.all(stories.map((story) => outcome(story, shopper)));
    return outcomes.every(Boolean);
  } finally {
    clearTimeout(timer);
    await stop();
  }
};

const newStory = (scenario: Scenario, index: number): Story => ({
  ...scenario,
  number: index + 1,
  correlationId: `demo-${randomUUID()}`,
  seen: new Set(),
  placedAt: 0,
  orderId: '',
});

const hear = async (event: SeenEvent, stories: readonly Story[], { cancel }: Shop): Promise<void> => {
  const { topic, key, type, correlationId } = event;
  const story = stories.find((one) => one.correlationId === correlationId);
  if (story === undefined) return;
  tell(story, `${topic.padEnd(29)} ${type}${key === story.orderId ? '' : ` ${key}`}`);
  const first = !story.seen.has(type);
  story.seen.add(type);
  if (!first || type !== story.cancelUpon) return;
  tell(story, 'the customer cancels');
  await cancel(story.orderId, correlationId);
};

/** Says how the order ended, and whether it ended as it should. */
const outcome = async (story: Story, { order }: Shop): Promise<boolean> => {
  const { status, reason } = await order(story.orderId);
  const missing = story.ends.filter((end) => !story.seen.has(end));
  const right = status === story.status && reason === story.reason && missing.length === 0;
  const expected = `expected ${story.status}${story.reason === undefined ? '' : ` (${story.reason})`}`;
  const lacking = missing.length === 0 ? '' : `, without ${missing.join(' and ')} in ${patience / 1_000} s`;
  tell(
    story,
    `${styleText(right ? 'green' : 'red', status)}${reason === undefined ? '' : ` (${reason})`}` +
      (right ? '' : `; ${expected}${lacking}`),
  );
  return right;
};

try {
  process.exitCode = (await run()) ? 0 : 1;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
