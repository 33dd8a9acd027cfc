import { handOver } from './app/action/runner/environment-handover.ts';

await handOver('post', process.env);
