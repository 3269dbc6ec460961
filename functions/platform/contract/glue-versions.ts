/** Schemas by the first 18 bytes of a value, as Glue frames it: found as quickly as by a number, without making a text. */

const headerBytes = 18;

interface Seen {
  readonly header: Uint8Array;
  readonly schema: string;
}

export interface SeenVersions {
  /** @returns the schema of a value with the same header as one that was added */
  readonly schemaOf: (value: Uint8Array) => string | undefined;
  readonly add: (value: Uint8Array, schema: string) => void;
}

/** Two versions whose UUIDs end alike take each other's place, and cost a little time. */
export const seenVersions = (): SeenVersions => {
  const byEnd = new Map<number, Seen>();
  /** Records of one kind come one after another. */
  let latest: Seen | undefined;
  return {
    schemaOf: (value) => {
      if (latest !== undefined && startsWith(value, latest.header)) return latest.schema;
      const seen = byEnd.get(endOf(value));
      if (seen === undefined || !startsWith(value, seen.header)) return undefined;
      latest = seen;
      return seen.schema;
    },
    add: (value, schema) => byEnd.set(endOf(value), { header: value.slice(0, headerBytes), schema }),
  };
};

/** The header's last three bytes and its compression, side by side; what is too short begins like no header. */
const endOf = (value: Uint8Array): number =>
  ((value[1] ?? 0) << 24) | ((value[15] ?? 0) << 16) | ((value[16] ?? 0) << 8) | (value[17] ?? 0);

const startsWith = (value: Uint8Array, header: Uint8Array): boolean => {
  for (let at = 0; at < headerBytes; at += 1) if (value[at] !== header[at]) return false;
  return true;
};
