/** The text of each `.avsc` and `topic.json`, by its path from `schemas/`; all of it JSON. */
export type Snapshot = ReadonlyMap<string, string>;
