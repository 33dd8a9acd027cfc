import { handOver } from './app/surroundings/environment-handover.ts';

await handOver('post', process.env);
