/** The console of the running system, opened in a real browser. */
import { type Browser, chromium, type Page } from 'playwright-core';
import { buildPage } from '../../console/build.ts';
import { builtPage, startConsole } from '../../console/console.ts';
import { chromiumPath } from '../../local/install/chromium.ts';
import { freePort } from '../../local/ports.ts';
import type { Stack } from '../../local/stack-file.ts';
import type { Connection } from '../../ops/connection.ts';
import { operatorsConnection } from '../ops/connection.ts';

export interface Opened extends AsyncDisposable {
  readonly connection: Connection;
  readonly browser: Browser;
  readonly page: Page;
  /** Where it is, without a token. */
  readonly url: string;
  readonly token: string;
  /** What no page should ever see: errors, refusals by the policy, dialogs, requests to others. */
  readonly surprises: readonly string[];
  /** Another page of the same console. */
  readonly newPage: (options?: Parameters<Browser['newPage']>[0]) => Promise<Page>;
}

/** As long as a slow machine needs, milliseconds. */
const patience = 120_000;

/** @param dir of the run */
export const opened = async (stack: Stack, dir: string): Promise<Opened> => {
  await using begun = new AsyncDisposableStack();
  const connection = await operatorsConnection(stack);
  await buildPage(builtPage);
  const [port, token] = [await freePort(), 'the-token-of-this-test'];
  const local = { stack, dir };
  const server = await startConsole({ connection, port, token, mayChange: true, page: builtPage, local });
  begun.defer(server.stop);
  const executablePath = await chromiumPath(console.log);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  begun.defer(() => browser.close());
  const surprises: string[] = [];
  const newPage: Opened['newPage'] = async (options) => {
    const page = await browser.newPage(options);
    page.setDefaultTimeout(patience);
    watch(page, `http://127.0.0.1:${port}`, surprises);
    await page.goto(server.url);
    return page;
  };
  const page = await newPage({ viewport: { width: 1_280, height: 900 } });
  const running = begun.move();
  const url = `http://127.0.0.1:${port}`;
  return {
    ...{ connection, browser, page, url, token, surprises, newPage },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
};

const watch = (page: Page, url: string, surprises: string[]): void => {
  page.on('pageerror', ({ message }) => surprises.push(`error: ${message}`));
  page.on('dialog', (dialog) => {
    surprises.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    // What the server refused is the view's business.
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isRefusal) surprises.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) surprises.push(`request: ${request.url()}`);
  });
};
