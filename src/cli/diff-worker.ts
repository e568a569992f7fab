import { workerData } from 'node:worker_threads';
import { serve } from '../threads/serve.ts';
import { type GivenRepository, givenComparer } from './diff-repository.ts';

serve(givenComparer(workerData.data as GivenRepository));
