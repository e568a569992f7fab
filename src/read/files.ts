/** A file of the sources: its bytes, or why they cannot be had. */
export type SourceFile = Uint8Array | { readonly problem: string; readonly hint?: string };

/** The files of a project's sources by path: relative to the project, with `/`, such as `sites/angers/site.yaml`. */
export type SourceFiles = ReadonlyMap<string, SourceFile>;
