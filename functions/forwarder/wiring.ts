/** Where spans go, from the forwarder's environment. */
import * as z from 'zod';
import { environment } from '../platform/environment.ts';
import { otlpEndpoint } from './otlp-endpoint.ts';
import { signedForXRay } from './signed.ts';

const names = environment(
  {
    OTLP_ENDPOINT: z.url(),
    /** `xray` for X-Ray, which asks who calls; `none` for a collector of one's own. */
    OTLP_SIGNED: z.enum(['xray', 'none']),
    AWS_REGION: z.string().min(1),
    AWS_ACCESS_KEY_ID: z.string().default(''),
    AWS_SECRET_ACCESS_KEY: z.string().default(''),
    AWS_SESSION_TOKEN: z.string().optional(),
  },
  process.env,
);

const { OTLP_ENDPOINT: url, AWS_REGION: region, AWS_SESSION_TOKEN: sessionToken } = names;
const credentials = {
  accessKeyId: names.AWS_ACCESS_KEY_ID,
  secretAccessKey: names.AWS_SECRET_ACCESS_KEY,
  ...(sessionToken !== undefined && { sessionToken }),
};

export const send = otlpEndpoint({
  url,
  ...(names.OTLP_SIGNED === 'xray' && { signed: signedForXRay(region, credentials) }),
});
