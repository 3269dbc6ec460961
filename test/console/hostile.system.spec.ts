/** What others write or try must not run, slow down or change anything in the console. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Opened, opened } from './opened.ts';

const stack = inject('stack');
/** Nobody listens to it. */
const topic = 'ordering.price';
const script = '<script>document.title="hacked"</script><img src=x onerror="alert(1)"><svg onload=alert(2)>';
let at: Opened;

beforeAll(async () => {
  at = await opened(stack, inject('dir'));
});
afterAll(() => at[Symbol.asyncDispose]());

const send = async (messages: { key: string; value: Buffer; headers?: { [name: string]: string } }[]) => {
  const producer = at.connection.kafka.producer({ allowAutoTopicCreation: false });
  await producer.connect();
  await producer.send({ topic, acks: -1, messages }).finally(() => producer.disconnect());
};

/** Opens the records of a key. */
const browsed = async (page: Page, key: string): Promise<void> => {
  await page.goto(`${at.url}/topics/${topic}`);
  await page.getByLabel('key', { exact: true }).fill(key);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.locator('.records button').first().waitFor();
  for (const row of await page.locator('.records button').all()) await row.click();
  await page.locator('.records .details').first().waitFor();
};

describe('what a record contains', () => {
  it('is shown as text, and runs nowhere', async () => {
    const key = `${script}${randomUUID()}`;
    const headers = { ce_type: script, ce_id: script, ce_correlationid: script, [script]: script };
    await send([
      { key, value: Buffer.from(script), headers },
      {
        key,
        value: Buffer.from(`{"html":"${script.replaceAll('"', "'")}"}`),
        headers: { ce_type: 'javascript:alert(3)' },
      },
    ]);
    const { page } = at;
    await browsed(page, key);
    const text = await page.locator('.records').innerText();
    expect(text).toContain('<script>document.title="hacked"</script>');
    expect(await page.locator('.records :is(img, script, svg, iframe, a)').count()).toBe(0);
    expect(await page.title()).toBe('Topics – Tributary console');
    expect(at.surprises).toEqual([]);
  });

  it('may be huge or binary, and the page goes on', async () => {
    const key = randomUUID();
    const binary = Buffer.from(Array.from({ length: 4_096 }, (_, n) => n % 256));
    await send([
      { key, value: Buffer.alloc(950_000, '<b>') },
      { key, value: binary, headers: { x: 'y'.repeat(40_000), turned: 'a\u202Eb' } },
      { key, value: Buffer.alloc(0) },
    ]);
    const { page } = at;
    await browsed(page, key);
    expect(await page.locator('.records > li').count()).toBe(3);
    expect(await page.locator('.records').innerText()).toContain('950000 bytes');
    expect((await page.locator('.records').innerText()).length).toBeLessThan(60_000);
    expect(await page.locator('.records').innerText()).toContain('\\u{202e}');
    expect(await page.locator('.records b').count()).toBe(0);
    expect(at.surprises).toEqual([]);
  });

  it('cannot be made to run by a mistake of ours: the policy refuses it', async () => {
    const page = await at.newPage();
    const refused = await page.evaluate(() => {
      const image = document.createElement('img');
      const script = document.createElement('script');
      const mistakes = [
        () => {
          document.body.innerHTML = '<b>x</b>';
        },
        () => image.setAttribute('onerror', 'window.ran = true'),
        () => {
          script.text = 'window.ran = true';
        },
      ];
      return mistakes.map((make) => {
        try {
          make();
          return 'allowed';
        } catch (error) {
          return (error as Error).name;
        }
      });
    });
    expect(refused).toEqual(['TypeError', 'TypeError', 'TypeError']);
    await page.close();
  });
});

describe('a page of somebody else’s', () => {
  it('reads nothing, changes nothing, and cannot show the console in a frame', async () => {
    const elsewhere = createServer((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<title>elsewhere</title><body></body>'),
    ).listen(0, '127.0.0.1');
    await new Promise((resolve) => elsewhere.once('listening', resolve));
    const page = await at.browser.newPage();
    await page.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);
    const statuses: number[] = [];
    page.on('response', (response) => {
      if (response.url().startsWith(at.url)) statuses.push(response.status());
    });
    const tried = await page.evaluate(
      async ([url, token]) => {
        const attempt = (path: string, options: RequestInit) =>
          fetch(`${url}${path}`, options).then(
            ({ type, status }) => `${type} ${status}`,
            () => 'refused',
          );
        const body = '{"name":"kill -9 of the poller"}';
        return [
          await attempt('/api/session', {}),
          await attempt('/api/session', { headers: { 'x-console-token': token ?? '' } }),
          await attempt('/api/chaos/faults', {
            method: 'POST',
            body,
            headers: { 'content-type': 'application/json', 'x-console-token': token ?? '' },
          }),
          await attempt('/api/chaos/faults', { method: 'POST', body, mode: 'no-cors' }),
          await attempt('/map', { mode: 'no-cors' }),
        ];
      },
      [at.url, at.token],
    );
    expect(tried.slice(0, 3)).toEqual(['refused', 'refused', 'refused']);
    expect(statuses.filter((status) => status < 400)).toEqual([]);
    const frame = await page.evaluate(async (url) => {
      const element = document.createElement('iframe');
      element.src = `${url}/map`;
      const loaded = new Promise((resolve) => element.addEventListener('load', resolve));
      document.body.append(element);
      await loaded;
      return element.contentDocument === null;
    }, at.url);
    expect(frame).toBe(true);
    expect(statuses.filter((status) => status < 400)).toEqual([]);
    await page.close();
    elsewhere.close();
  });

  it('has no token, and who has none sees nothing', async () => {
    const page = await at.browser.newPage();
    await page.goto(`${at.url}/map`);
    await page.getByRole('alert').getByText('token').waitFor();
    expect(await page.locator('svg.map').count()).toBe(0);
    await page.close();
  });

  it('does not find the token in the address', async () => {
    const page = await at.newPage();
    await page.locator('svg.map').waitFor();
    expect(page.url()).toBe(`${at.url}/`);
    await page.close();
  });
});

describe('many events', () => {
  it('are all counted, and only some are shown', async () => {
    const page = await at.newPage();
    await page.locator('.pulse[data-open=true]').waitFor();
    await page.locator('svg.map').waitFor();
    const shown = async (): Promise<number> =>
      Number((await page.locator('[data-test=events]').innerText()).replaceAll(',', ''));
    const before = await shown();
    const many = 5_000;
    const one = (n: number) => ({
      key: `${n}`,
      value: Buffer.from('x'),
      headers: { ce_type: 'x.Many', ce_id: `${n}` },
    });
    for (let round = 0; round < 5; round += 1) {
      await send(Array.from({ length: many / 5 }, (_, n) => one(n)));
      expect(await page.locator('.mover').count()).toBeLessThanOrEqual(60);
    }
    await expect.poll(shown).toBeGreaterThanOrEqual(before + many);
    await page.close();
  });
});
