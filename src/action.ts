import { handOver } from './app/action/runner/environment-handover.ts';

await handOver('main', process.env);
