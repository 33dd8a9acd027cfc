import { handOver } from './app/environment-handover.ts';

await handOver('main', process.env);
