import { PuppetError } from '../../error.ts';
import { formatTimespan } from '../../values/timespan.ts';
import { formatTimestamp } from '../../values/timestamp.ts';
import type { PTimespan, PTimestamp } from '../../values/value.ts';
import { defineFunction } from '../api.ts';

/** A duration or a point in time in a format. What prints the clock has no place in a catalog that is the same every time. */
export const strftime = defineFunction('strftime', [
  {
    signature: 'Timespan time_object, String format',
    run: (_, [time, format]) => formatTimespan(time as PTimespan, format as string),
  },
  {
    signature: 'Timestamp time_object, String format, String ?timezone',
    run: (_, [time, format, zone]) =>
      formatTimestamp(time as PTimestamp, format as string, zone as string | undefined),
  },
  {
    signature: 'String format, String ?timezone',
    run: () => {
      throw new PuppetError('strftime() of the present would differ in every catalog');
    },
  },
]);
