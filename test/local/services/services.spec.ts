/** The broker and the registry, killed and restarted on their own data. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventsFrom, eventsOf } from '../../../local/events.ts';
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
  const returns = () => said.filter((line) => line === `${name} is back`).length;
  const before = returns();
  process.kill(pid ?? 0, 'SIGKILL');
  await expect.poll(returns).toBe(before + 1);
};

const numbered = (name: string): readonly string[] => Array.from({ length: 50 }, (_, n) => `${name}.${n}`);

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

  it('are listened to without a gap when the broker is killed', async () => {
    const brokers = `127.0.0.1:${ports.kafka}`;
    const kafka = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({ waitForLeaders: true, topics: [{ topic: 'heard', numPartitions: 2 }] });
    await admin.disconnect();
    const heard = new Set<string>();
    const stop = await eventsOf(brokers, ({ topic, id }) => topic === 'heard' && heard.add(id));
    const send = async (ids: readonly string[]): Promise<void> => {
      const producer = kafka.producer({ retry: { retries: 20 } });
      await producer.connect();
      const messages = ids.map((id) => ({ key: id, value: '', headers: { ce_id: id } }));
      await producer.send({ topic: 'heard', acks: -1, messages });
      await producer.disconnect();
    };
    const [first, second] = [numbered('first'), numbered('second')];
    await send(first);
    await expect.poll(() => [...heard].sort()).toEqual([...first].sort());
    await kill('Kafka', services.kafka.pid());
    await send(second);
    await expect.poll(() => [...heard].sort()).toEqual([...first, ...second].sort());
    await stop();
  });

  it('are listened to no more when told so, though there is no group to clear away', async () => {
    const kafka = new Kafka({ brokers: [`127.0.0.1:${ports.kafka}`], logLevel: logLevel.NOTHING });
    const deleteGroups = async (): Promise<never> => {
      throw new Error('there is no such group');
    };
    const admin = () => ({ ...kafka.admin(), deleteGroups });
    const stop = await eventsFrom(Object.assign(Object.create(kafka), { admin }), () => undefined);
    await expect(stop()).resolves.toBeUndefined();
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
