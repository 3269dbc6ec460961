/** The console as one file of specifications visits it: opened before the first, closed after the last, without a surprise. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import type { Connection } from '../../../ops/connection.ts';
import { type Opened, opened } from '../opened.ts';

export interface Visited {
  readonly page: Page;
  readonly connection: Connection;
  readonly url: string;
  /** Follows a link of the navigation. */
  readonly go: (view: string) => Promise<void>;
  readonly texts: (selector: string) => Promise<readonly string[]>;
  /** Places an order by clicking, and waits until its story tells its end. @returns its id */
  readonly placed: (ending: string, status: string) => Promise<string>;
}

/** What it returns can be used from the first specification on. */
export const visited = (): Visited => {
  let at: Opened;
  beforeAll(async () => {
    at = await opened(inject('stack'), inject('dir'));
  });
  afterAll(async () => {
    await at[Symbol.asyncDispose]();
    expect(at.surprises).toEqual([]);
  });
  const go = async (view: string): Promise<void> => {
    await at.page.getByRole('navigation').getByRole('link', { name: view, exact: true }).click();
  };
  return {
    get page() {
      return at.page;
    },
    get connection() {
      return at.connection;
    },
    get url() {
      return at.url;
    },
    go,
    texts: (selector) => at.page.locator(selector).allInnerTexts(),
    placed: async (ending, status) => {
      const { page } = at;
      await go('Orders');
      await page.locator('form.place select[name=sku]').selectOption('MUG');
      await page.locator('form.place select[name=ending]').selectOption(ending);
      await page.getByRole('button', { name: 'Place the order' }).click();
      await page.locator('h1', { hasText: status }).waitFor();
      return page.locator('p.id').innerText();
    },
  };
};
