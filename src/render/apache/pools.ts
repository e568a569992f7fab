import type { Guest, Website } from '../../model/platform.ts';

/** What one website may use of its guest at most. */
export interface PoolLimits {
  /** Processes of its pool. */
  readonly children: number;
  /** Mebibytes for each of them. */
  readonly memoryLimit: number;
  /** Seconds for one request. */
  readonly timeout: number;
}

const MiB = 2 ** 20;

/** Kept for the system, Apache and the page cache. */
const reserved = 512 * MiB;

const weights = {
  light: { share: 1, memoryLimit: 128, timeout: 60 },
  normal: { share: 2, memoryLimit: 128, timeout: 60 },
  heavy: { share: 6, memoryLimit: 256, timeout: 120 },
};

/**
 * Shares a guest's memory among the pools of its websites by their weights, so that all of them at their limits still
 * fit, and one site can never exhaust the guest. Each has one process at least.
 */
export function poolLimits(website: Website, guest: Guest): PoolLimits {
  const pools = guest.websites.filter((each) => each.php !== undefined);
  const shares = pools.reduce((sum, each) => sum + weights[each.weight].share, 0);
  const { share, memoryLimit, timeout } = weights[website.weight];
  const budget = ((guest.memory - reserved) * share) / shares;
  return { children: Math.max(1, Math.floor(budget / (memoryLimit * MiB))), memoryLimit, timeout };
}
