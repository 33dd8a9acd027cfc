import { handOver } from './app/action/environment-handover.ts';

await handOver('post', process.env);
