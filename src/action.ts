import { handOver } from './app/surroundings/environment-handover.ts';

await handOver('main', process.env);
