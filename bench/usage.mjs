// Loaded before placo: leaves behind what the process used, as the kernel accounts for it.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const processor = (userCPUTime + systemCPUTime) / 1e6;
  writeFileSync(process.env.PLACO_BENCH_REPORT, JSON.stringify({ processor, megabytes: maxRSS / 1024 }));
});
