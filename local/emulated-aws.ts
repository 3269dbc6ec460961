/** How programs and clients reach the emulator, and nothing but the emulator. */

export const region = 'us-east-1';
/** The account that MiniStack plays. */
export const account = '000000000000';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** For SDK clients. */
export const clientConfiguration = (endpoint: string) => ({ endpoint, region, credentials });

/** For child processes: whoever has a real account configured must not deploy into it from here. */
export const emulatedEnvironment = (endpoint: string): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'))),
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
});
