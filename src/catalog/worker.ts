import { serve } from '../threads/serve.ts';
import { jobDoer } from './job.ts';

serve(jobDoer());
