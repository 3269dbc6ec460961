/** What the contracts say. */

export interface ContractMessage {
  readonly topic: string;
  /** As the registry names it. */
  readonly subject: string;
  readonly type: string;
  readonly fullName: string;
  readonly doc: string;
  readonly versions: readonly ContractVersion[];
  /** For each pair of versions, whether the reader can read what the writer wrote. */
  readonly matrix: readonly Pairing[];
  /** By field, who reads it. */
  readonly readers: readonly { readonly field: string; readonly consumers: readonly string[] }[];
}

export interface ContractVersion {
  readonly version: number;
  /** The schema, as its file has it. */
  readonly text: string;
  /** Its fields in words, nested ones too. */
  readonly fields: readonly { readonly path: string; readonly words: string }[];
}

export interface Pairing {
  readonly reader: number;
  readonly writer: number;
  /** Why not, a line each; none when it can. */
  readonly faults: readonly string[];
}

export interface Verdict {
  /** What must not be published. */
  readonly faults: readonly string[];
  /** What a reviewer should look at. */
  readonly notes: readonly string[];
  /** What is new in it, compared with the newest version. */
  readonly differences: readonly string[];
}
