import { handOver } from './app/environment-handover.ts';

await handOver('post', process.env);
