/** The broker and the registry, killed and restarted on their own data. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installed } from '../../../local/install/installed.ts';
import { freePort } from '../../../local/ports.ts';
import { type Services, startServices } from '../../../local/services/services.ts';
import { recordsIn } from '../../platform/topics.ts';

const said: string[] = [];
const fatal: Error[] = [];
const dir = mkdtempSync(join(tmpdir(), 'tributary-'));
const ports = { kafka: await freePort(), registry: await freePort(), emulator: await freePort() };
let services: Services;

beforeAll(async () => {
  services = await startServices({
    dir: join(dir, 'run'),
    installation: await installed(() => undefined),
    ports,
    say: (line) => said.push(line),
    onFatal: (error) => fatal.push(error),
  });
});
afterAll(async () => {
  await services.stop();
  rmSync(dir, { recursive: true, force: true });
});

const kill = async (name: string, pid: number | undefined): Promise<void> => {
  process.kill(pid ?? 0, 'SIGKILL');
  await expect.poll(() => said).toContain(`${name} is back`);
};

describe('local services', () => {
  it('listen on 127.0.0.1 only', () => {
    const listening = [...['tcp', 'tcp6'].map((kind) => readFileSync(`/proc/net/${kind}`, 'utf8'))]
      .flatMap((table) => table.split('\n').slice(1))
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state]) => state === '0A')
      .map(([, address = '']) => address.split(':'));
    for (const port of Object.values(ports)) {
      const addresses = listening.filter(([, hex = '']) => Number.parseInt(hex, 16) === port);
      // 127.0.0.1 in the byte order of the machine, plain or as an IPv6 address that stands for it.
      expect(addresses.length).toBeGreaterThan(0);
      for (const [address] of addresses) expect(address).toMatch(/^(0000000000000000FFFF0000)?0100007F$/);
    }
  });

  it('keep every acknowledged message when the broker is killed', async () => {
    const brokers = [`127.0.0.1:${ports.kafka}`];
    const kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({ waitForLeaders: true, topics: [{ topic: 'kept', numPartitions: 1 }] });
    await admin.disconnect();
    const producer = kafka.producer();
    await producer.connect();
    const messages = Array.from({ length: 200 }, (_, n) => ({ value: String(n) }));
    await producer.send({ topic: 'kept', acks: -1, messages });
    await producer.disconnect();
    await kill('Kafka', services.kafka.pid());
    const kept = (await recordsIn(brokers, 'kept', 200)).map(({ value }) => String(value));
    expect(kept).toEqual(messages.map(({ value }) => value));
  });

  it('know every schema by the same id when the registry is killed', async () => {
    const url = `http://127.0.0.1:${ports.registry}/apis/ccompat/v7`;
    const schema = JSON.stringify({ type: 'record', name: 'Kept', fields: [{ name: 'a', type: 'int' }] });
    const response = await fetch(`${url}/subjects/kept/versions`, {
      method: 'POST',
      headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
      body: JSON.stringify({ schema }),
    });
    const { id } = (await response.json()) as { id: number };
    await kill('the schema registry', services.registry.pid());
    const kept = (await (await fetch(`${url}/schemas/ids/${id}`)).json()) as { schema: string };
    expect(JSON.parse(kept.schema)).toEqual(JSON.parse(schema));
  });

  it('end the run when the emulator dies, whose state is gone', async () => {
    process.kill(services.emulator.pid() ?? 0, 'SIGKILL');
    await expect
      .poll(() => fatal.map(({ message }) => message.split(';')[0]))
      .toEqual(['the AWS emulator died (signal SIGKILL)']);
  });
});
