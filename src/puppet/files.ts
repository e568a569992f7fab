/**
 * All that the compiler reads comes through this. One reader is shared over machines and may cache;
 * paths are absolute. Nothing else in src/puppet touches the file system.
 */
export interface Files {
  /** The text of a file (UTF-8), undefined when it isn't a readable file. */
  read(path: string): string | undefined;
  /** The bytes of a file, undefined when it isn't a readable file. */
  readBytes(path: string): Uint8Array | undefined;
  /** Names in a directory, sorted by code unit, undefined when it isn't a directory. */
  list(path: string): readonly string[] | undefined;
  isFile(path: string): boolean;
  isDirectory(path: string): boolean;
  /** Whether it is a symbolic link. */
  isLink(path: string): boolean;
}
