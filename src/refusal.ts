/** What the system refused: for which file, where it says so, and why, in words. */
export interface Refusal {
  readonly path: string | undefined;
  readonly reason: string;
}

/**
 * The refusal that an error of node:fs tells of (errno(3)). Undefined for any other error, and where it is not the
 * machine that refuses but something else is there, or not there, than was thought.
 */
export function refusalOf(error: unknown): Refusal | undefined {
  const { code = '', path, dest } = error as NodeJS.ErrnoException & { dest?: string };
  const reason = reasons[code];
  return reason === undefined ? undefined : { path: dest ?? path, reason };
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the device',
  EDQUOT: 'the quota is used up',
  EIO: 'the device fails',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
};
