/** The forwarder: what a log's subscription hands over arrives at an endpoint that takes the OpenTelemetry protocol. */
import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { documentsIn } from '../../../functions/forwarder/documents.ts';
import { otlpEndpoint } from '../../../functions/forwarder/otlp-endpoint.ts';
import { signedForXRay } from '../../../functions/forwarder/signed.ts';
import { PermanentFailure, TransientFailure } from '../../../functions/platform/failure.ts';
import { serve } from '../../../local/http-server.ts';
import { freePort } from '../../../local/ports.ts';

const handedOver = (messages: readonly string[], messageType = 'DATA_MESSAGE') => ({
  awslogs: {
    data: gzipSync(
      JSON.stringify({
        messageType,
        logEvents: messages.map((message) => ({ id: '1', timestamp: 1, message })),
      }),
    ).toString('base64'),
  },
});

const line = (name: string) => JSON.stringify({ resourceSpans: [{ resource: { name } }] });

describe('what is handed over', () => {
  it('is one document of all lines, without those that are no spans', () => {
    const messages = [
      line('a'),
      'START RequestId: 1',
      '{"message":"resourceSpans"}',
      '{"resourceSpans"',
      line('b'),
    ];
    expect(documentsIn(handedOver(messages)).map((text) => JSON.parse(text))).toEqual([
      { resourceSpans: [{ resource: { name: 'a' } }, { resource: { name: 'b' } }] },
    ]);
  });

  it('is as many documents as an endpoint takes at once', () => {
    const many = documentsIn(handedOver(Array.from({ length: 200 }, (_, n) => line(String(n)))));
    expect(many.map((text) => JSON.parse(text).resourceSpans.length)).toEqual([90, 90, 20]);
    const large = documentsIn(handedOver(Array(3).fill(line('x'.repeat(1_500_000)))));
    expect(large.map((text) => text.length < 5_000_000)).toEqual([true, true]);
  });

  it('is nothing when CloudWatch only tries the door', () => {
    expect(documentsIn(handedOver([line('a')], 'CONTROL_MESSAGE'))).toEqual([]);
  });
});

/** An endpoint that answers as it is told. */
const endpoint = async (status: number, text = '{}') => {
  const seen: { readonly headers: IncomingMessage['headers']; readonly body: Buffer }[] = [];
  const { url, stop } = await serve(async (incoming, outgoing) => {
    seen.push({ headers: incoming.headers, body: await buffer(incoming) });
    outgoing.writeHead(status, { 'content-type': 'application/json' }).end(text);
  }, 0);
  onTestFinished(stop);
  return { url: `${url}/v1/traces`, seen };
};

describe('an endpoint', () => {
  it('gets the document packed', async () => {
    const { url, seen } = await endpoint(200);
    await otlpEndpoint({ url })('{"resourceSpans":[]}');
    const [{ headers, body } = { headers: {}, body: Buffer.alloc(0) }] = seen;
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'content-encoding': 'gzip' });
    expect(headers.authorization).toBeUndefined();
    expect(gunzipSync(body).toString()).toBe('{"resourceSpans":[]}');
  });

  it.each([429, 503])('that answers %d is asked again later', async (status) => {
    const { url } = await endpoint(status);
    await expect(otlpEndpoint({ url })('{}')).rejects.toThrow(TransientFailure);
  });

  it('that is not there is asked again later', async () => {
    const url = `http://127.0.0.1:${await freePort()}/v1/traces`;
    await expect(otlpEndpoint({ url })('{}')).rejects.toThrow(TransientFailure);
  });

  it.each([
    [400, '{}'],
    [403, '{}'],
    [200, '{"partialSuccess":{"rejectedSpans":"3"}}'],
  ])('that answers %d %s will never take them', async (status, text) => {
    const { url } = await endpoint(status, text);
    await expect(otlpEndpoint({ url })('{}')).rejects.toThrow(PermanentFailure);
  });

  it('that took all of them says so in either way', async () => {
    const { url } = await endpoint(200, '{"partialSuccess":{"rejectedSpans":"0"}}');
    await otlpEndpoint({ url })('{}');
  });

  it('of AWS can tell by the signature who calls', async () => {
    const { url, seen } = await endpoint(200);
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', sessionToken: 'token' };
    await otlpEndpoint({ url, signed: signedForXRay('eu-central-1', credentials) })('{"a":1}');
    const [request] = seen;
    if (request === undefined) throw new Error('nobody called');
    expect(request.headers['x-amz-security-token']).toBe('token');
    expect(request.headers.authorization).toBe(authorizationOf(request.headers, request.body, 'secret'));
  });
});

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();

/** As AWS checks it: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
const authorizationOf = (headers: IncomingMessage['headers'], body: Buffer, secret: string): string => {
  const given = String(headers.authorization);
  const [, signedHeaders = ''] = /SignedHeaders=([^,]+)/.exec(given) ?? [];
  const names = signedHeaders.split(';');
  const date = String(headers['x-amz-date']);
  const scope = [date.slice(0, 8), 'eu-central-1', 'xray', 'aws4_request'];
  const canonical = [
    'POST',
    '/v1/traces',
    '',
    ...names.map((name) => `${name}:${headers[name]}`),
    '',
    signedHeaders,
    sha256(body),
  ].join('\n');
  const text = ['AWS4-HMAC-SHA256', date, scope.join('/'), sha256(canonical)].join('\n');
  const key = scope.reduce<string | Buffer>((last, part) => hmac(last, part), `AWS4${secret}`);
  const signature = hmac(key, text).toString('hex');
  return `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/${scope.join('/')}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
};
