/** `npm run console:screenshots`: a picture of each view of the running system's console, for `docs/console.md`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { chromiumPath } from '../../local/install/chromium.ts';
import { root } from '../../local/install/home.ts';
import { stock } from '../../local/seed.ts';
import { shop } from '../../local/shop.ts';
import { readStack, stackFile } from '../../local/stack-file.ts';

const folder = join(root, 'docs', 'console');
/** As long as a slow machine needs, milliseconds. */
const patience = 120_000;

const run = async (): Promise<void> => {
  const stack = readStack(stackFile);
  const { consoleUrl = '' } = stack;
  const [url = ''] = consoleUrl.split('/#');
  mkdirSync(folder, { recursive: true });
  const executablePath = await chromiumPath(console.log);
  await using ending = new AsyncDisposableStack();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  ending.defer(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1_280, height: 860 }, colorScheme: 'light' });
  page.setDefaultTimeout(patience);
  await page.goto(consoleUrl);
  await page.locator('svg.map').waitFor();

  const { place } = await shop(stack);
  const [{ sku, unitPrice }] = stock;
  const order = (token: string) => place([{ sku, quantity: 1, unitPrice }], token);
  const declined = await order('decline');
  for (let count = 0; count < 6; count += 1) await order('approve');
  await page.locator('.mover').first().waitFor();
  await taken(page, 'map');

  await page.goto(`${url}/orders/${declined}`);
  await page.getByText('The payment gateway declined the card.').waitFor();
  await page.getByText('and every record on Kafka').waitFor();
  await taken(page, 'order');

  await page.goto(`${url}/topics/ordering.order`);
  await page.locator('.records li').first().waitFor();
  await taken(page, 'topics');

  await page.goto(`${url}/contracts/ordering.order/OrderCancelled`);
  await page.getByText('may be published').waitFor();
  await taken(page, 'contracts');

  await page.goto(`${url}/chaos`);
  await page.getByRole('button', { name: 'a command that is refused' }).click();
  await page.locator('[data-poisoned]').first().waitFor();
  await taken(page, 'chaos');

  await page.goto(`${url}/failures`);
  await page.locator('[data-letter]').first().waitFor();
  await taken(page, 'failures');
};

const taken = async (page: Page, name: string): Promise<void> => {
  await page.screenshot({ path: join(folder, `${name}.png`) });
  console.log(`docs/console/${name}.png`);
};

try {
  await run();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
