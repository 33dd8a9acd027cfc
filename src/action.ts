import { handOver } from './app/action/environment-handover.ts';

await handOver('main', process.env);
